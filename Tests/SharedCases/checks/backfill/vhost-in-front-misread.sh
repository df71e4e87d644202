# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; says "rejects 1 record"; silent "1 loaded"
