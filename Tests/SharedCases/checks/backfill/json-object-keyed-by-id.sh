# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 2; says "/users is not an array"
later "$(echo "$out" | head -n 1)"
