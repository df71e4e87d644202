# engines: sqlite postgres
seedbed migrate up --test --quiet
seedbed seed load things
seedbed backfill run
sql "insert into seeded(kind) values ('new')"
sql "insert into filled(kind) values ('new')"
