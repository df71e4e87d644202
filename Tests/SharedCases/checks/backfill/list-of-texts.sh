# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 1; says "an element of 'tags' is a string, not an object"
later "an element of 'tags' is a string, not an object; every record is a reject"
