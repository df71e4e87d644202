# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill guess seeds/history/data/access.log --target visits; ends 2
says "combined_log fits 5 of 10 records of"; says "the first that does not is"; says "access.log:6"
printed seedbed backfill run; says "10 read = 5 loaded + 5 rejected"
