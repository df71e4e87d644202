# engines: postgres
psql -q $DATABASE_URL -f own.sql
printed seedbed migrate up --test
ends 3
says "holds shop.t and has no test mark"
later "a migration cannot name a table of another schema yet; --test says that the database holds shop.t"
