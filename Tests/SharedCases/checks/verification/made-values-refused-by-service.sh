# engines: sqlite
rm -f $FILE golden/*.json
sqlite3 $FILE "create table hosts(id integer primary key, host text not null, ip text not null, seen DATETIME not null)"
seedbed db mark --i-know-this-is $FILE
seedbed seed load a
seedbed verify record
seedbed verify accept
printed seedbed verify run
ends 0
says "operational 100.0% (1/1)"
case "$out" in *"proved real 100.0%"*) exit 0 ;; esac
says "fails with data made for the proof: status 500"
later "operational, and not proved: the service refuses values that the proof makes, and it says so"
