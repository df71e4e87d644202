# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 2; says "a key made of the source is a UUID, and 'id' is bigint"
later "a key made of the source is a UUID, and 'id' is bigint"
