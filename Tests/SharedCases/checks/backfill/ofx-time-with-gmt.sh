# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 0; says "1 read = 1 loaded"
equal "$(sql "select count(*) from t where cast(d as text) like '2022-10-28_12:00:00%'")" 1
