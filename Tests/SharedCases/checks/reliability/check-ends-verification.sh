# engines: sqlite
cp -r "$CASES"/reliability/proof-project/. .
rm -f golden/b/recorded.json
sed -i 's/^database: .*/database: ${DATABASE_URL}/' seedbed.yaml
sed -i "s/name: {type: text}/name: {type: text}\n        state: {type: text, check: \"state in ('new','paid')\", default: new}/" migrations/*.yaml
seedbed migrate up --test --quiet
seedbed seed load demo --quiet
printed seedbed verify run
ends 0
says "operational 100.0% (2/2)"
