# engines: sqlite postgres
seedbed migrate up --test --quiet
rm -f seeds/history/b.yaml
printed seedbed backfill guess a.csv --target t --output seeds/history/b.yaml; ends 0
printed seedbed backfill run; ends 0; says "2 read = 2 loaded"
equal "$(sql "select count(*) from t where ip is null")" 1
