# engines: sqlite postgres
mkdir -p migrations seeds/history/data golden/b
printf 'database: ${DATABASE_URL}\nset: shop\n' > seedbed.yaml
cat > migrations/20260101-0000-shop.yaml <<'E'
about: orders
up:
  - create_collection:
      name: orders
      columns:
        id: {type: text, primary_key: true}
        customer: {type: text}
        total: {type: "decimal(12,2)"}
E
cat > seeds/history/orders.yaml <<'E'
backfill: orders_2025
target: orders
source: {format: csv, files: [data/orders.csv]}
map: {id: {from: number}, customer: {from: customer}, total: {from: amount}}
rejects: {max: 100}
E
printf 'number,customer,amount\nn1,c1,\033]0;owned\007\033[2Jbad\n' > seeds/history/data/orders.csv
seedbed migrate up --test --quiet
clean() { ! LC_ALL=C grep -a -q -P '[\x00-\x08\x0b-\x1f]' "$@" || { echo "raw control characters in $*"; exit 1; }; }
printed seedbed backfill run
echo "$out" > run.txt
printed seedbed backfill rejects orders_2025
says '\u001b]0;owned\u0007\u001b[2Jbad'
echo "$out" > rejects.txt
echo '{"a":1}' > golden/b/x.json
cat > service.py <<'E'
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b'\033]0;owned\007 not json'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
E
cat > golden/s.yaml <<'E'
service: {port: auto, start: {command: [python3, service.py, "${PORT}"]}, ready: {path: /health}}
endpoints: [{call: GET /ok, class: static, expect: {status: 200, body: b/x.json}}]
E
printed seedbed verify run --min-operational 0 --report markdown=m.md --report tap=t.tap --report html=h.html --report junit=j.xml
says '\u001b]0;owned\u0007 not json'
echo "$out" > verify.txt
clean run.txt rejects.txt verify.txt m.md t.tap h.html j.xml
