# engines: sqlite postgres
seedbed migrate up --test --quiet
seedbed seed check
seedbed seed load
equal "$(sql 'select count(*) from a')" 1
