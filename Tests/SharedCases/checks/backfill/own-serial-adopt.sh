# engines: postgres
psql -q $DATABASE_URL -f own.sql
printed seedbed migrate up
ends 0
says "adopted"
printed seedbed backfill run
ends 0
printed seedbed backfill reconcile
ends 0
