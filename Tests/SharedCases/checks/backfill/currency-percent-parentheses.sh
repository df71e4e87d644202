# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; says "5 rejected"; says "is not a decimal number"
later "a reject that shows the value, for each of them"
