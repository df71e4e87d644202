# engines: sqlite postgres
seedbed migrate up --quiet
sql "insert into a(id, n, note) values (1, 'old', 'keep')"
printed seedbed seed load
ends 3
says 'has no test mark'
equal "$(sql 'select n, note from a')" 'old|keep'
name=$(echo "$out" | sed -n 's/.*--i-know-this-is \([^ ]*\).*/\1/p' | head -n 1)
seedbed seed load --i-know-this-is "$name"
equal "$(sql 'select n, note from a')" 'x|keep'
