# engines: sqlite
sqlite3 $FILE < db.sql
printed seedbed migrate up
ends 3
says "a: column 'n' has the default 'x', not the default 'y'"
says "a: the check (n <> 'q') is there and not in the migration"
says "a: column 'n' is collated NOCASE"
says "a: unique index 'u' of some rows or of an expression is there"
says "a: trigger 't' is there"
