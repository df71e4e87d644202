# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; says "passed over: 1 INVBUY"; silent "source is empty"
