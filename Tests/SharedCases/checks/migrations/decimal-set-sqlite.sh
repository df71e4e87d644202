# engines: sqlite postgres
printed seedbed migrate up
ends 3
says "'top' is decimal(12,2), which SQLite keeps as text: it takes a plain value here"
says "nothing of this migration was kept"
later "'top' is decimal(12,2), which SQLite keeps as text: it takes a plain value here"
