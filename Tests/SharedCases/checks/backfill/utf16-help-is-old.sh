# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 2; says "encoding: utf-16"
