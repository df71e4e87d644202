# engines: sqlite postgres
seedbed migrate up --test --quiet
rm -f seeds/history/b.yaml
printed seedbed backfill guess a.csv --target t; ends 2; says "seems to be line 4"
later "$(echo "$out" | head -n 1)"
