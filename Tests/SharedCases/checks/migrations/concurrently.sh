# engines: postgres
seedbed migrate up --test
seedbed migrate down
equal "$(sql "select count(*) from pg_class where relname = 'u'")" 0
sql "insert into a (n) values ('x'), ('x')"
printed seedbed migrate up
ends 3
says "the index"
says "half-made, was dropped again"
equal "$(sql "select count(*) from pg_index where not indisvalid")" 0
sql "delete from a"
(printf 'begin; insert into a (n) values (1);\n'; sleep 30) | psql -q "$DATABASE_URL" >/dev/null 2>&1 &
writer=$!
for _ in $(seq 100); do
  [ "$(sql "select count(*) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()")" = 1 ] && break
  sleep 0.1
done
printed timeout 20 seedbed migrate up --database "$DATABASE_URL?lock_timeout=1s"
sql "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()" >/dev/null
kill $writer 2>/dev/null || true
ends 3
says "lock timeout"
silent "resolve"
printed seedbed migrate status
says "1  pending"
