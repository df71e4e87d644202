# engines: sqlite postgres
printed seedbed migrate up
ends 2
says "migrations/1.yaml:9:47: cannot create collection a: 'gross' is decimal(10,2), which SQLite keeps as text"
says "or write an 'sql' step, with a text for each engine"
later "'gross' is decimal(10,2), which SQLite keeps as text: this would mean one thing there and another on PostgreSQL"
