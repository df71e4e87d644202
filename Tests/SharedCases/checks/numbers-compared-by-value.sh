# engines: sqlite
printed seedbed verify run --min operational=0
says '✓ GET /same'
says '$.id: expected 9007199254740993, found 9007199254740992'
says '$.id: expected 9007199254740993, found 9007199254740993.0'
says '$.count: expected 100, found 1e2'
says '$.count: expected 0, found -0.0'
