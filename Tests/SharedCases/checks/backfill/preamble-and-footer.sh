# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 2; says "the source has no field"
later "$(echo "$out" | head -n 1)"
