# engines: sqlite postgres
printed seedbed migrate up
ends 2
for place in 11:36 11:69 12:37; do says "migrations/1.yaml:$place: cannot update a: "; done
says "'price' is decimal(12,2), which SQLite keeps as text: it takes a plain value here"
later "'price' is decimal(12,2), which SQLite keeps as text: it takes a plain value here"
