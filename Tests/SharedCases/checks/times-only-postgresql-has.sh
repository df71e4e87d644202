# engines: sqlite postgres
psql -q "$PG/postgres" -c "create database ${CASE_DATABASE}_source"
export SOURCE_URL=$PG/${CASE_DATABASE}_source
psql -q "$SOURCE_URL" -f source.sql
seedbed migrate up --test --quiet
seedbed backfill run
printed seedbed backfill rejects list moments
says "'infinity' is not a time that a timestamp column holds (years 0 to 9999); 'null_if: [infinity]'"
says "is beyond the years 0 to 9999"
sed -i 's/format: iso8601}/format: iso8601, null_if: [infinity]}/' seeds/history/moments.yaml
printed seedbed backfill run --restart; says "4 rejected"
