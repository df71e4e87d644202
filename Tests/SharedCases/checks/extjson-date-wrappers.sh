# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 0; says "5 read = 5 loaded"
equal "$(sql "select count(*) from docs where at is not null")" 4
equal "$(sql "select big from docs where id = 3")" -42
printed seedbed backfill guess seeds/history/data/docs.json --target docs; ends 0
says "format: extjson"; says "at: {from: at"; says "big: {from: big}"
