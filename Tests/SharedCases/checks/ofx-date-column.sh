# engines: sqlite postgres
seedbed migrate up --test --quiet
TZ=America/New_York printed seedbed backfill run; ends 0
equal "$(sql 'select posted from by_day')" 2026-02-17
if [ "$ENGINE" = postgres ]; then
  equal "$(sql "select posted at time zone 'UTC' from by_time")" "2026-02-17 00:00:00"
fi
