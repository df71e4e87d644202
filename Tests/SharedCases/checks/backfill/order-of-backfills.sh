# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 0; silent rejected
equal "$(sql 'select order_id from lines')" A
