# engines: sqlite
./make-input
FILE=case.sqlite
seedbed migrate up --quiet
cp later/*.yaml migrations/
seedbed migrate up --quiet
equal "$(sql "select seq from sqlite_sequence where name = 'requests'")" 40
sql "insert into requests(path) values ('/new')"
equal "$(sql "select max(id) from requests")" 41
