# engines: sqlite
mkdir -p golden/b; echo 'golden: golden' > seedbed.yaml; echo '{"a":1}' > golden/b/x.json
cat > service.py <<'P'
import http.server, json, sys
class H(http.server.BaseHTTPRequestHandler):
  def do_GET(s):
    body = json.dumps({"path": s.path, "headers": dict(s.headers)}).encode()
    s.send_response(200); s.send_header('content-type','application/json'); s.send_header('content-length',str(len(body)))
    s.end_headers(); s.wfile.write(body)
  def log_message(s,*a): pass
http.server.ThreadingHTTPServer(('127.0.0.1',int(sys.argv[1])),H).serve_forever()
P
cat > golden/s.yaml <<'G'
service: {port: auto, start: {command: [python3, service.py, "${PORT}"]}, ready: {path: /health}}
endpoints:
  - call: GET /one
    class: static
    query: {s: "${MY_SECRET}"}
    headers: {X-Api-Key: "${STRIPE_KEY}"}
    cookies: {sid: "${SESSION_ID}"}
    expect: {status: 200, body: b/x.json}
G
export MY_SECRET='pa"ss+word/=&1' STRIPE_KEY=sk_live_abcdef SESSION_ID=sess10n
printed seedbed verify run --min-operational 0 --report html=r.html --report json=r.json --report markdown=r.md \
  --report tap=r.tap --report junit=r.xml --history r.history
echo "$out" > r.txt
says "'x-api-key: '\"\$STRIPE_KEY\""
says 'sid='\''"$SESSION_ID"'
if grep -HnE 'sk_live|sess10n|pa\\*"ss|pa&quot;ss|pa%22ss' r.*; then echo "a secret is in the reports"; exit 1; fi
for query in password=s3cr3tpw sslpassword=s3cr3tpw 'pass%77ord=s3cr3tpw' passfile=/home/s3cr3tpw; do
  printed seedbed db status --database "postgres://127.0.0.1:1/db?user=u&$query"
  silent s3cr3tpw
done
for address in postgres://u:s3cr3t/pw@127.0.0.1:1/db postgres://u:s3%zzcr3t@127.0.0.1:1/db; do
  printed seedbed db status --database "$address"
  silent s3cr3t
  silent cr3t
done
