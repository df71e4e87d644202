# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 0; says "1 read = 1 loaded"
