# engines: sqlite postgres
seedbed migrate up --test --quiet
cd seeds/history/data && mv access.log.1 access.log && cd ../../..
printed seedbed backfill run; ends 0; says "100 read = 100 loaded"
cd seeds/history/data && mv access.log access.log.1 && cd ../../..
printed seedbed backfill run; ends 0; says "goes on where data/access.log was read to"
equal "$(sql 'select count(*) from t')" 100
gzip seeds/history/data/access.log.1
printed seedbed backfill run; ends 0
equal "$(sql 'select count(*) from t')" 100
