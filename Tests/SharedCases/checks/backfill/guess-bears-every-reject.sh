# engines: sqlite postgres
seedbed migrate up --test --quiet
rm -f seeds/history/b.yaml
printed seedbed backfill guess a.csv --target t; silent "format: columns"; silent "max: 9"; silent "value: unknown"
