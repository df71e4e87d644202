# engines: sqlite
rm -f $FILE golden/*.json
sqlite3 $FILE "create table hosts(id integer primary key, host text not null, ip text not null, seen DATETIME not null)"
seedbed db mark --i-know-this-is $FILE
printed seedbed seed load a
if [ "$status" = 2 ]; then
  says "'2026-01-01 10:00:00' is not a timestamp with a zone"
  later "times without a zone are refused in a DATETIME column, with the value and what is missing"
fi
seedbed verify record
seedbed verify accept
printed seedbed verify run
ends 0
says "operational 100.0% (1/1)"
case "$out" in *"proved real 100.0%"*) exit 0 ;; esac
says "fails with data made for the proof: status 500"
later "operational, and not proved: the service refuses values that the proof makes, and it says so"
