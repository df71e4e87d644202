# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 1; says "'customer_id': customers has no 'a@example.com'"
later "'customer_id': customers has no 'a@example.com'"
