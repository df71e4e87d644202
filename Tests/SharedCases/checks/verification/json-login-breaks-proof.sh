# engines: sqlite
rm -f $FILE
sqlite3 $FILE "create table users(id integer primary key, name text not null unique, password text not null, email text not null)"
seedbed db mark --i-know-this-is $FILE
seedbed seed load a
before=$(sql 'select * from users order by id')
printed seedbed verify run
ends 0
says "operational 100.0% (1/1)"
equal "$(sql 'select * from users order by id')" "$before"
