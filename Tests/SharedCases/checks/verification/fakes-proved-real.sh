# engines: sqlite
rm -f $FILE golden/*.json
sqlite3 $FILE "create table items(id integer primary key, name text not null, n integer not null); create table notes(id integer primary key, item integer not null references items(id), text text not null)"
seedbed db mark --i-know-this-is $FILE
seedbed seed load a
seedbed verify record
seedbed verify accept
equal "$(sql "select count(*) from items where name = 'New'")" 0
printed seedbed verify run
equal "$(sql "select count(*) from items where name = 'New'")" 0
later "what a proof looks at is widened later; the effects of record and run are restored"
