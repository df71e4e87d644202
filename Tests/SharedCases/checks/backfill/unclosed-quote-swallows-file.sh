# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; says "the quote at byte"; silent "1,001 read"
