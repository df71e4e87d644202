# engines: postgres
psql -q "$DATABASE_URL" -f own.sql
seedbed migrate up --quiet
seedbed backfill run
sql 'insert into t(at) values (now())'
equal "$(sql 'select max(id) from t')" 2
