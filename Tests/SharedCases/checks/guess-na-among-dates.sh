# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill guess seeds/history/data/n-a.csv --target days; ends 0; says 'd: {from: d, null_if: ["N/A"]}'
printed seedbed backfill guess seeds/history/data/na.csv --target days; ends 0; says 'd: {from: d, null_if: ["NA"]}'
printed seedbed backfill guess seeds/history/data/number.csv --target days; ends 0; says 'n: {from: n, null_if: ["NA"]}'
