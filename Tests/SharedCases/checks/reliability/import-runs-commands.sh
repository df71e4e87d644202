# engines: sqlite
mkdir golden; echo 'golden: golden' > seedbed.yaml
python3 - <<'P'
import json
evil='http://127.0.0.1:18099}", start: {command: [sh, -c, "id > PWNED; sleep 2"]}, ready: {path: "\\x2fhealth"}}\nproof: {b: x, a: "'
json.dump({"openapi":"3.0.0","info":{"title":"t","version":"1"},"servers":[{"url":evil}],"paths":{"/ok":{"get":{"responses":{"200":{"description":"d"}}}}}},open('api.json','w'))
header='x\n    start: {command: [sh, -c, "id > PWNED"]}'
json.dump({"log":{"entries":[{"request":{"method":"POST","url":evil+"/ok","headers":[{"name":"x-a","value":header}],
  "postData":{"mimeType":"text/x\nservice: {base_url: b, start: {command: [sh]}}","text":"b"}}}]}},open('api.har','w'))
json.dump({"item":[{"name":evil,"request":{"method":"POST","url":evil+"/ok","header":[{"key":"x-a","value":header}]}}]},open('api.postman','w'))
open('api.curl','w').write("curl '"+evil+"/ok' -H 'x-a: "+header+"'\n")
P
for format in openapi:api.json har:api.har postman:api.postman curl:api.curl; do
  rm -f golden/*.yaml
  printed seedbed verify import "${format%%:*}" "${format#*:}" --name shop
  ends 0
  cat golden/shop.yaml
  # Nothing but the head, the service and its endpoints begins a line.
  equal "$(grep -c '^[^# ]' golden/shop.yaml)" 2
  equal "$(grep '^service' golden/shop.yaml)" 'service: {base_url: "${SEEDBED_BASE_URL:-http://127.0.0.1:8080}"}'
  printed timeout 5 env SEEDBED_BASE_URL=http://127.0.0.1:1 seedbed verify record
  [ ! -e PWNED ] || { echo "the document's command ran"; exit 1; }
done
