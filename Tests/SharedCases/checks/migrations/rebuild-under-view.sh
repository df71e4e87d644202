# engines: sqlite
seedbed migrate up
equal "$(sql "select n from v")" x
equal "$(sql "select count(*) from a where seen is not null")" 1
