# engines: sqlite
printed seedbed verify run --min operational=0
says '✓ GET /pairs'
says '✓ GET /reversed'
says '✗ GET /no-list'
says "\$.l is not a list, and 'unordered' is for lists"
