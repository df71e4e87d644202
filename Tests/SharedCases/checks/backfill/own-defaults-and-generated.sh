# engines: postgres
psql -q $DATABASE_URL -f own.sql
seedbed migrate up --quiet
printed seedbed backfill run; ends 0
printed seedbed backfill reconcile; ends 0; says "1 record of the source, all there, as they were"
printed seedbed backfill undo b-1 --yes --i-know-this-is $DATABASE_URL; ends 0; says "1 removed"
equal "$(sql 'select count(*) from t')" 0
