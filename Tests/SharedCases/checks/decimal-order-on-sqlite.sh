# engines: sqlite postgres
printed seedbed migrate lint
ends 1
says "keys.id is sorted as text on SQLite, so that 10 comes before 9"
later "migrate lint says that SQLite sorts a decimal key as text"
