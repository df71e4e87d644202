# engines: sqlite postgres
seedbed migrate up --test --quiet
rm -f seeds/history/b.yaml
printed seedbed backfill guess a.csv --target t --output seeds/history/b.yaml; ends 0
out=$(cat seeds/history/b.yaml); says "decimal_mark: \",\", group_mark: \".\""
printed seedbed backfill run; ends 0; says "2 read = 2 loaded"
