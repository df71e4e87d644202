# engines: sqlite
printed seedbed verify run --min operational=0 --report html=h.html --report json=v.json
says '✗ GET /tolerated'
says 'matchers leave 80.0% (4/5) of the golden open'
says 'compared 40.0% (2/5)'
says 'fields compared 26.6% (4/15)'
grep -q 'compared 40.0% (2/5)' h.html
grep -q 'fields compared <b>26.6% (4/15)' h.html
equal "$(python3 -c 'import json; print(json.load(open("v.json"))["compared"]["percentage"])')" 26.6%
printed seedbed verify explain 'GET /three-of-five'
says 'compared 40.0% (2/5) of the fields of its golden'
