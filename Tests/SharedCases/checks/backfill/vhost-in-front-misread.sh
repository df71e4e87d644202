# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; says "rejected"; silent "1 loaded"
