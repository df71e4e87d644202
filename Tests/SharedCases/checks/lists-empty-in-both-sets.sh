# engines: sqlite
seedbed migrate up --test --quiet
seedbed seed load a --quiet
printed seedbed verify run
silent "does not follow the data: the whole answer"
says "deals has no rows in either set"
printed seedbed verify explain 'GET /deals'
silent "the same whatever is in the database"
