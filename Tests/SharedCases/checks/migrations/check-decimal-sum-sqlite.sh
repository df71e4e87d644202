# engines: sqlite postgres
printed seedbed migrate up
ends 2
says "migrations/1.yaml:10:55: cannot create collection a: 'net' is decimal(10,2), which SQLite keeps as text"
says "or write an 'sql' step, with a text for each engine"
later "'net' is decimal(10,2), which SQLite keeps as text: this would mean one thing there and another on PostgreSQL"
