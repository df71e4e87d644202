# engines: postgres
# limit: 200
# A connection that stays and brings no answer: after a COMMIT, and after so many bytes of the server.
server=${PG##*@} user=${PG#*//} && user=${user%%@*}
cat >hole.py <<'PY'
import select, socket, sys, threading
mode, target = sys.argv[1], (sys.argv[2], int(sys.argv[3]))
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(50)
print(listener.getsockname()[1], flush=True)
state = {"used": False, "bytes": 0}

def serve(client):
    server, silent = socket.create_connection(target), False
    while True:
        for end in select.select([client, server], [], [])[0]:
            try:
                data = end.recv(65536)
                if not data:
                    client.close(); server.close()
                    return
                if end is client:
                    if mode == "commit" and b"COMMIT\0" in data and not state["used"]:
                        state["used"] = silent = True
                    server.sendall(data)
                    continue
                state["bytes"] += len(data)
                if mode != "commit" and not state["used"] and state["bytes"] > int(mode):
                    state["used"] = silent = True
                if not silent:
                    client.sendall(data)
            except OSError:
                return

while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
PY
mkdir -p migrations
printf 'database: ${DATABASE_URL}\n' >seedbed.yaml
cat >migrations/20260101-0000-shop.yaml <<'YAML'
about: orders
up:
  - create_collection: {name: orders, columns: {id: {type: text, primary_key: true}}}
YAML
for mode in commit 500 3000 9000; do
  python3 hole.py $mode "${server%:*}" "${server##*:}" >port &
  proxy=$!
  for _ in $(seq 100); do [ -s port ] && break; sleep 0.05; done
  printed timeout 60 seedbed migrate up --database "postgres://$user@127.0.0.1:$(cat port)/$CASE_DATABASE?statement_timeout=5s"
  kill $proxy
  rm port
  case $mode in commit) ends 0 ;; *) [ "$status" = 0 ] || ends 3 ;; esac
done
printed seedbed migrate up
ends 0
equal "$(sql 'select count(*) from orders')" 0
