# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 0
equal "$(sql 'select s from t')" pay
