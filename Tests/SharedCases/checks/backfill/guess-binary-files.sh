# engines: sqlite postgres
seedbed migrate up --test --quiet
rm -f seeds/history/b.yaml
printed seedbed backfill guess a.csv --target t --output seeds/history/b.yaml; silent columns
if [ "$status" = 0 ]; then printed seedbed backfill check; silent "control character"; fi
