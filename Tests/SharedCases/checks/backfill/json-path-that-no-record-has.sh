# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill check; ends 1; says "did you mean 'email'?"
printed seedbed backfill run; ends 1
says "no record of the source has 'emial'; did you mean 'email'?"
equal "$(sql 'select count(*) from t')" 0
