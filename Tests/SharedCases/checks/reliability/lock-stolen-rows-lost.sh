# engines: sqlite
# Two containers with one host name: neither sees the process of the other.
command -v unshare >/dev/null && unshare --pid --fork --mount-proc true 2>/dev/null || later "this system has no namespaces of processes"
mkdir migrations
printf 'about: a\nup:\n  - sql: {sqlite: "CREATE TABLE a AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 4000000) SELECT * FROM c", postgres: skip}\n' > migrations/1.yaml
echo "database: $DATABASE_URL" > seedbed.yaml
unshare --pid --fork --mount-proc sh -c "sleep 0; true; exec seedbed migrate up" >first 2>&1 &
for _ in $(seq 100); do
  [ "$(sql 'select count(*) from seedbed_lease' 2>/dev/null)" = 1 ] && break
  sleep 0.05
done
printed unshare --pid --fork --mount-proc sh -c "true; /bin/true; seedbed migrate up; exit \$?"
ends 3
says "is busy: 'seedbed migrate up'"
wait
grep -q "1  applied, 1 step" first
