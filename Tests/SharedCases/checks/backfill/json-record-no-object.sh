# engines: sqlite postgres
seedbed migrate up --test --quiet
echo 'rejects: {max: 4}' >> seeds/history/b.yaml
printed seedbed backfill run; ends 0
says "5 read = 1 loaded + 4 rejected"; says "the record is a number, not an object"
equal "$(sql 'select v from t')" ok
