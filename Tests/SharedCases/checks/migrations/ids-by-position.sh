# engines: sqlite postgres
seedbed migrate up --test --quiet
seedbed seed load two
sql "insert into o values ('real', 2)"
seedbed seed load s
equal "$(sql 'select n from a join o on o.a_id = a.id')" Bob
equal "$(sql 'select count(*) from a')" 3
