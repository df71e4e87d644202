# engines: sqlite
sqlite3 $FILE < db.sql
printed seedbed migrate up
ends 0
says "adopted"
