# engines: sqlite postgres
mkdir -p migrations seeds
printf 'database: ${DATABASE_URL}\n' > seedbed.yaml
printf 'about: t\nup:\n  - create_collection: {name: t, columns: {id: {type: int, primary_key: true}, name: {type: text}}}\n' > migrations/20260101-0000-t.yaml
seedbed migrate up --test --quiet
wrong() { printf "set: shop\nmode: replace\nrows:\n  t:\n$1" > seeds/shop.yaml; printed seedbed seed load shop; ends 2; says "seeds/shop.yaml:5:"; says "$2"; equal "$(sql 'select count(*) from t')" 0; }
wrong '    first: { ?id: 1, name: a }\n' "the '?' before this text would be lost"
wrong '    first: { id: 1, name: &an:chor value }\n' "is expected here"
wrong '    first: {id: 1, name: [?a]}\n' "the '?' before this text would be lost"
printf 'set: shop\nmode: replace\nrows:\n  t:\n    first:\n      id: 1\n      name: &an:chor value\n' > seeds/shop.yaml
printed seedbed seed load shop; ends 2; says "where the anchor '&an' ends is not clear"
printf 'set: shop\nmode: replace\nrows:\n  t:\n    first:\n      id: 1\n      name: |\n        x\n          ' > seeds/shop.yaml
printed seedbed seed load shop; ends 2; says "blanks without a line end"
printf 'set: shop\nmode: replace\nrows:\n  t:\n    first:\n      id: 1\n      name: "?ada"\n' > seeds/shop.yaml
printed seedbed seed load shop; ends 0
equal "$(sql 'select name from t')" "?ada"
