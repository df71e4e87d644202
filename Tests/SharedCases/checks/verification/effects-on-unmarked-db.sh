# engines: sqlite
sqlite3 $FILE "drop table if exists users; create table users(id integer primary key, name text not null); insert into users values(1,'Ada'),(2,'Bob')"
printed seedbed verify run --min-operational 0
ends 1
says "1 operation not called"
says "it may change data, and $FILE has no test mark (--allow-effects calls it)"
says "nothing was verified: no operation was called"
equal "$(sql 'select count(*) from users')" 2
printed seedbed verify record
equal "$(sql 'select count(*) from users')" 2
printed seedbed verify run --allow-effects
says "what the calls change in it stays changed"
equal "$(sql 'select count(*) from users')" 1
