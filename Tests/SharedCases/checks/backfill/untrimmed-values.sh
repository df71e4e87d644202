# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; says "is not an integer"
later "a reject that shows the value with its spaces"
