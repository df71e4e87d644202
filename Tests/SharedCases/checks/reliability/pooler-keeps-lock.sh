# engines: postgres
command -v pgbouncer >/dev/null || { echo "pgbouncer is not installed"; exit 12; }
user=${PG#*//}; user=${user%%@*} server=${PG##*@} port=$(python3 -c '
import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
as= owner=$(id -un postgres 2>/dev/null || echo nobody) pooler=$(mktemp -d)
trap 'kill $(cat "$pooler/pid") 2>/dev/null; rm -rf "$pooler"' EXIT
echo "\"$user\" \"\"" >"$pooler/users"
cat >"$pooler/pgbouncer.ini" <<INI
[databases]
* = host=${server%:*} port=${server##*:} user=$user
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $port
unix_socket_dir =
auth_type = trust
auth_file = $pooler/users
pool_mode = transaction
pidfile = $pooler/pid
logfile = $pooler/log
INI
if [ "$(id -u)" = 0 ]; then as="runuser -u $owner --"; chown -R "$owner" "$pooler"; fi
(cd "$pooler" && $as "$(command -v pgbouncer)" -q -d "$pooler/pgbouncer.ini")
pooled=postgres://$user@127.0.0.1:$port/$CASE_DATABASE
for _ in $(seq 100); do psql -qAt "$pooled" -c 'select 1' >/dev/null 2>&1 && break; sleep 0.1; done

mkdir -p migrations seeds/history/data
printf 'database: ${DATABASE_URL}\nset: shop\n' >seedbed.yaml
cat >migrations/20260101-0000-shop.yaml <<'YAML'
about: orders
up:
  - create_collection:
      name: orders
      columns:
        id:       {type: text, primary_key: true}
        customer: {type: text}
        total:    {type: "decimal(12,2)"}
YAML
printf 'set: shop\nrows:\n  orders:\n    first: {customer: ada, total: 1.50}\n' >seeds/shop.yaml
cat >seeds/history/orders.yaml <<'YAML'
backfill: orders_2025
target: orders
source: {format: csv, files: [data/orders.csv]}
map: {id: {from: number}, customer: {from: customer}, total: {from: amount}}
YAML
{ echo number,customer,amount; for i in $(seq 4000); do echo "n$i,c$i,$i.00"; done; } >seeds/history/data/orders.csv

printed seedbed migrate up --test --quiet --database "$pooled"; ends 0
for i in 1 2 3 4; do seedbed backfill run --batch 500 --max-rows-per-s 8000 --database "$pooled" >"b$i.log" 2>&1 & runs="${runs:-} $!"; done
wait $runs || true
cat b?.log
equal "$(sql "select count(*) from orders where id <> 'first'")" 4000
for _ in 1 2 3; do printed seedbed seed load shop --database "$pooled"; ends 0; done
# A run that is killed leaves its lock to the pooler's connection no longer than its lease says.
seedbed backfill run --restart --batch 100 --max-rows-per-s 500 --database "$pooled" >/dev/null 2>&1 &
sleep 2; kill -KILL $!; wait $! 2>/dev/null || true
printed seedbed seed load shop --database "$pooled"
ends 0
