# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 1
says "1 read = 0 loaded + 1 rejected"; says "holds the character NUL"
