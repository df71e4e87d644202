# engines: postgres
psql -q $DATABASE_URL -f own.sql
# A default that is an expression and a generated column are not what the file says.
printed seedbed migrate up; ends 3; says "gen_random_uuid()"; says "'g' is generated"
printed seedbed backfill run; ends 0
printed seedbed backfill reconcile; ends 0; says "1 record of the source, all there, as they were"
printed seedbed backfill undo b-1 --yes --i-know-this-is $DATABASE_URL; ends 0; says "1 removed"
equal "$(sql 'select count(*) from t')" 0
