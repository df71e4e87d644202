# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run lines; ends 0; says "4 read = 4 loaded"
printed seedbed backfill run days; ends 0; says "2 read = 2 loaded"; says "0 bytes, so no record: data/day-2.csv"
equal "$(sql 'select count(*) from days')" 2
