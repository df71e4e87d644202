# engines: sqlite postgres
seedbed migrate up --test --quiet
rm -f seeds/history/b.yaml
printed seedbed backfill guess a.json --target t; ends 2; says "is one object of 2 objects"
later "$(echo "$out" | head -n 1)"
