# engines: sqlite
# A container that was killed, and its successor of the same host name and process number.
command -v unshare >/dev/null && unshare --pid --fork --mount-proc true 2>/dev/null || later "this system has no namespaces of processes"
mkdir migrations
printf 'about: a\nup:\n  - sql: {sqlite: "CREATE TABLE a AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 4000000) SELECT * FROM c", postgres: skip}\n' > migrations/1.yaml
echo "database: $DATABASE_URL" > seedbed.yaml
unshare --pid --fork --mount-proc sh -c "exec seedbed migrate up" >/dev/null 2>&1 &
for _ in $(seq 100); do
  [ "$(sql 'select process from seedbed_lease' 2>/dev/null)" = 1 ] && break
  sleep 0.05
done
pkill -KILL -P $!; wait || true
equal "$(sql 'select process from seedbed_lease')" 1
printed unshare --pid --fork --mount-proc sh -c "exec seedbed migrate up"
ends 0
says "1  applied, 1 step"
# A clock that was wrong.
sql "insert into seedbed_lease (id,purpose,host,process,since,renewed) values(1,'x','elsewhere',7,'2090-01-01T00:00:00.000000Z','2090-01-01T00:00:00.000000Z')"
printed seedbed migrate up
ends 0
