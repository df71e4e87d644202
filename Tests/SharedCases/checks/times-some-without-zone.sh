# engines: sqlite postgres
seedbed migrate up --test --quiet
seedbed backfill run
printed seedbed backfill rejects list zoned; says "'2025-06-01T09:30:00' has no zone; 'zone' would say which"
printed seedbed backfill guess seeds/history/data/moments.ndjson --target zoned; says "5 times"; says "1 of them without a zone"
sed -i 's/format: iso8601}/format: iso8601, zone: Europe\/Berlin}/' seeds/history/zoned.yaml
printed seedbed backfill run zoned --restart; ends 0; says "5 read"; silent rejected
