# engines: sqlite postgres
seedbed migrate up --test --quiet
lines=$(($(wc -l < seeds/history/data/samples.csv) - 1))
printed seedbed backfill run; ends 0
says "$lines read = $((lines - 2)) loaded + 2 rejected"
says "samples.csv:4: the quote at byte"
