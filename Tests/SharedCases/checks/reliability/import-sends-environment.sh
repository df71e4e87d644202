# engines: sqlite
mkdir golden; echo 'golden: golden' > seedbed.yaml
cat > service.py <<'P'
import http.server
class H(http.server.BaseHTTPRequestHandler):
  def do_GET(s):
    if 'x-a' in s.headers: print('service got', s.headers['x-a'], s.path, flush=True)
    s.send_response(200); s.send_header('content-length','2'); s.end_headers(); s.wfile.write(b'{}')
  def log_message(s,*a): pass
server=http.server.HTTPServer(('127.0.0.1',0),H)
open('port.new','w').write(str(server.server_port))
__import__('os').rename('port.new','port')
server.serve_forever()
P
python3 service.py > got.txt & service=$!
trap 'kill $service' EXIT
while [ ! -e port ]; do sleep 0.1; done
U=http://127.0.0.1:$(cat port)/x
V='${HOME}-${CI_DEPLOY_KEY}'
echo '{"openapi":"3.0.0","paths":{"/x":{"get":{"parameters":[{"name":"x-a","in":"header","required":true,"example":"'"$V"'"},{"name":"q","in":"query","required":true,"example":"'"$V"'"}]}}}}' > api.json
echo '{"log":{"entries":[{"request":{"method":"GET","url":"'"$U?q=$V"'","headers":[{"name":"x-a","value":"'"$V"'"}]}}]}}' > api.har
echo '{"item":[{"name":"a","request":{"method":"GET","url":"'"$U?q=$V"'","header":[{"key":"x-a","value":"'"$V"'"}]}}]}' > api.postman
echo "curl '$U?q=$V' -H 'X-A: $V'" > api.curl
for format in openapi:api.json har:api.har postman:api.postman curl:api.curl; do
  rm -f golden/*.yaml
  printed seedbed verify import "${format%%:*}" "${format#*:}" --name cu
  ends 0
  cat golden/cu.yaml
  : > got.txt
  printed env CI_DEPLOY_KEY=value-of-a-secret SEEDBED_BASE_URL=http://127.0.0.1:$(cat port) seedbed verify run --min-operational 0
  grep -qF 'service got ${HOME}-${CI_DEPLOY_KEY} /x?q=%24%7BHOME%7D-%24%7BCI_DEPLOY_KEY%7D' got.txt || { cat got.txt; exit 1; }
  if grep value-of-a-secret got.txt; then exit 1; fi
done
