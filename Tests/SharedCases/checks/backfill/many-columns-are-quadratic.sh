# engines: sqlite postgres
seedbed migrate up --test --quiet
./make-input
start=$(date +%s); printed seedbed backfill run; equal "$(($(date +%s) - start < 10))" 1
