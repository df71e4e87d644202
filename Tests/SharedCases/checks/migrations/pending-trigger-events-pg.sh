# engines: sqlite postgres
seedbed migrate up
equal "$(sql "select q_id from c")" 1
