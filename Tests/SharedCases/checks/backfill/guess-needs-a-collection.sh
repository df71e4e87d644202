# engines: sqlite postgres
seedbed migrate up --test --quiet
rm -f seeds/history/b.yaml
printed seedbed backfill guess a.csv --target customers; ends 64; says "collections come from the migrations"
later "there is no collection; a draft of the migration comes later"
