# engines: sqlite postgres
seedbed migrate up --test --quiet
sql "insert into a(id, n) values (77, 'real')"
printed seedbed seed load
ends 2
says "no row of a has the label '77'"
equal "$(sql 'select count(*) from b')" 0
later "no row of a has the label '77': a reference to a row that no seed brought comes later"
