# engines: sqlite postgres
seedbed migrate up --test --quiet
rm -f seeds/history/b.yaml
printed seedbed backfill guess a.csv --target t; ends 0; says "format: csv"
