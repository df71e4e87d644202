# engines: postgres
psql -q $DATABASE_URL -f own.sql
printed seedbed migrate up
ends 0
says "adopted"
printed seedbed backfill run
ends 0
equal "$(sql 'select at from t')" "2024-01-31 08:15:30"
