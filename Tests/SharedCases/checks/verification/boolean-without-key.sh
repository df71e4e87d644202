# engines: sqlite
rm -f $FILE
sqlite3 $FILE "create table users(id integer primary key, email text not null, admin boolean not null)"
seedbed db mark --i-know-this-is $FILE
seedbed seed load a
printed seedbed verify run
ends 0
says "operational 100.0% (2/2)"
case "$out" in *"proved real 100.0%"*) exit 0 ;; esac
says "not proved to be data"
later "operational, and not proved: nothing shown tells the rows apart"
