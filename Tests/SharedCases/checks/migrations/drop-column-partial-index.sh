# engines: sqlite postgres
printed seedbed migrate up
ends 3
says "a.live is named in the index u"
says "nothing was changed; change or drop that first"
sql "insert into a (n, live) values ('x', 'true')" >/dev/null 2>&1 || sql "insert into a (n, live) values ('x', 1)"
if sql "insert into a (n, live) select n, live from a" 2>/dev/null; then echo "the index is gone"; exit 1; fi
