# engines: sqlite
# limit: 400
mkdir -p golden/b
echo 'golden: golden' > seedbed.yaml
echo '{"a":1}' > golden/b/x.json
python3 -c "open('a','wb').write(b'['+b'1,'*(30<<20)+b'1]')"
cat > serve.py <<'P'
import http.server, sys
class H(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"{}" if self.path == "/health" else open("a", "rb").read()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *arguments): pass
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H)
open("port", "w").write(str(s.server_address[1]))
s.serve_forever()
P
python3 serve.py & server=$!
trap 'kill $server' EXIT
until [ -s port ]; do sleep 0.1; done
service="service: {base_url: \"http://127.0.0.1:$(cat port)\", ready: {path: /health}}"
call() { printf '  - {call: "GET /%s", class: static, timeout: 60s, expect: {status: 200, body: b/x.json}}\n' "$1"; }
{ echo "$service"; echo endpoints:; call a; } > golden/s.yaml
cat > measure.py <<'P'
import os, subprocess, sys, resource
run = subprocess.run(sys.argv[2:], capture_output=True, text=True)
print(run.stdout, run.stderr)
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(f"{most} KB")
sys.exit(most > int(sys.argv[1]) * 1024)
P
printed python3 measure.py 300 seedbed verify run --repeat 1 --min-operational 0; ends 0
says "the answer holds more than 1000000 values"
{ echo "$service"; echo endpoints:; for n in a b c d; do call $n; done; } > golden/s.yaml
printed python3 measure.py 600 seedbed verify run --repeat 1 --min-operational 0; ends 0
printed python3 measure.py 300 seedbed verify import openapi "http://127.0.0.1:$(cat port)/a"; ends 0; says "is no OpenAPI or Swagger document"
