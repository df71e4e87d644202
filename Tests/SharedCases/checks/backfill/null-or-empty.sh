# engines: sqlite postgres
seedbed migrate up --test --quiet
sed -i 's/a: {from: a}/a: {from: a, null_if: [""]}/' seeds/history/b.yaml
printed seedbed backfill run; ends 0
equal "$(sql 'select count(*) from t where a is null')" 2
later "an empty field and a quoted one are one text, and null_if says for both if it is null"
