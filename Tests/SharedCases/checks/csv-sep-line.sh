# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill check; ends 0
printed seedbed backfill run; ends 0; says "2 read = 2 loaded"
sed -i 's/delimiter: ";"/delimiter: ","/' seeds/history/people.yaml
printed seedbed backfill check; ends 2; says "dialect: {delimiter: \";\"}"
