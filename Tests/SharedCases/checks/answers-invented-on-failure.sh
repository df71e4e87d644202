# engines: sqlite
seedbed migrate up --test --quiet
seedbed seed load a --quiet
printed seedbed verify run
says 'without rows it still answers "sample"'
says 'without rows it still answers "demo order"'
later "a state in which the database cannot be read is measured later; without rows is named"
