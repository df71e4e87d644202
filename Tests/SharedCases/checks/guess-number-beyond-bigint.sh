# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill guess seeds/history/data/two.csv --target numbers; ends 0
says "'n': 1 record would be a reject, the first at data/two.csv:3: '9223372036854775808'"; says "rejects: {max: 1}"
printed seedbed backfill guess seeds/history/data/one.csv --target numbers; ends 0; says "format: csv"; says "n: {from: n}"
