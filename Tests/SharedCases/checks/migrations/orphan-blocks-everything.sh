# engines: sqlite
sqlite3 "$FILE" < db.sql
printed seedbed migrate up
ends 0
says "a row of c refers to a row of p that is not there: id '1', p 'gone'; it was so before"
printed seedbed db mark --i-know-this-is "$FILE"
ends 0
equal "$(sql "select count(*) from c")" 1
