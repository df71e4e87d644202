# engines: sqlite
rm -f $FILE
sqlite3 $FILE "create table users(id integer primary key, name text not null)"
cat > golden/s.yaml <<'Y'
service: {base_url: "http://127.0.0.1:1"}
endpoints:
  - {call: "GET /users/{id}", path: {id: !where {users: ada}}}
  - {call: GET /other, expect: {type: application/json}}
Y
seedbed db mark --i-know-this-is $FILE
seedbed seed load a
printed seedbed verify run
silent "users has no 'ada'"
says "is a service running at http://127.0.0.1:1?"
seedbed seed load a --json >/dev/null
sqlite3 $FILE "delete from users"
printed seedbed verify run --filter /other
silent "users has no 'ada'"
