# engines: sqlite
rm golden/c.yaml
printed seedbed verify import postman c.json
ends 0
says '5 drafted in'
printed cat golden/c.yaml
says 'http://127.0.0.1:8123'
says 'POST /api/users'
says '{"mail": "${POSTMAN_MAIL}"}'
says 'status: 201'
says 'capture: {id: "$.id"}'
says 'case: "Register another"'
says 'case: "Items as ada"'
says 'GET /api/profiles/{NAME}'
says 'celeb_${POSTMAN_NAME}'
