# engines: sqlite postgres
./make-input
seedbed migrate up --test --quiet
printed seedbed backfill guess seeds/history/data/source.sqlite --target issues; ends 0; says "format: sqlite"; says 'table: "issues"'
printed seedbed backfill run; says "it is stored as an integer"; says "it is stored as a text"
equal "$(sql "select count(*) from epochs where id = 5")" 0
