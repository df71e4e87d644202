# engines: sqlite postgres
seedbed migrate up --test --quiet
seedbed seed load
sql "insert into a(n) values ('x')"
equal "$(sql 'select max(id) from a')" 2
