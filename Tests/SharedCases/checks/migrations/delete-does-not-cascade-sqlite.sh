# engines: sqlite postgres
seedbed migrate up
equal "$(sql "select count(*) from p")" 0
equal "$(sql "select count(*) from c")" 0
