# engines: sqlite postgres
printed seedbed migrate up
ends 2
says "'top' is decimal(12,2), which SQLite keeps as text: it takes a plain value here"
later "'top' is decimal(12,2), which SQLite keeps as text: it takes a plain value here"
