# engines: sqlite postgres
if [ "$ENGINE" = sqlite ]; then
  sqlite3 "$FILE" < db.sql
else
  sql "create table notes (id bigint primary key, body text not null,
    made text default current_user, token uuid not null default gen_random_uuid(), turn serial)"
fi
seedbed seed load
equal "$(sql "select count(*) from notes where body = 'hello' and made is not null")" 1
equal "$(sql "select count(*) from notes where upper(made) like 'CURRENT_%'")" 0
seedbed seed load
equal "$(sql 'select count(*) from notes')" 1
