# engines: sqlite
rm -f $FILE golden/*.json
sqlite3 $FILE "create table users(id integer primary key, name text not null)"
seedbed db mark --i-know-this-is $FILE
seedbed seed load a
before=$(sql 'select * from users order by id')
printed seedbed verify record
ends 0
equal "$(sql 'select * from users order by id')" "$before"
seedbed verify accept
printed seedbed verify run
ends 0
says "operational 100.0% (2/2)"
equal "$(sql 'select * from users order by id')" "$before"
printed seedbed verify record
says "0 new bodies to review, 2 unchanged"
equal "$(sql 'select * from users order by id')" "$before"
