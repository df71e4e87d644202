# engines: sqlite postgres
seedbed migrate up --test --quiet; seedbed backfill run
cat more.csv >> seeds/history/data/things.csv; seedbed backfill run
seedbed backfill undo things-2 --yes
printed seedbed backfill reconcile; ends 1; says "4 records of the source, 2 missing"
equal "$(sql 'select count(*) from things')" 2
