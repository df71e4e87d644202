# engines: sqlite postgres
seedbed migrate up --test --quiet
rm -f seeds/history/b.yaml
printed seedbed backfill guess a.log --target t --output seeds/history/b.yaml; ends 0
out=$(cat seeds/history/b.yaml); says "all 2 records"
