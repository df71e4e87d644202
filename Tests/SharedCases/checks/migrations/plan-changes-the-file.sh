# engines: sqlite
sqlite3 $FILE 'create table a(id integer primary key)'
mkdir -p migrations
before=$(md5sum < $FILE)
for command in 'migrate plan' 'migrate status' 'db status' 'db checksum' coverage 'backfill status'; do
  printed seedbed $command
  ends 0
  equal "$(md5sum < $FILE)" "$before"
  equal "$(ls $FILE*)" $FILE
done
equal "$(sqlite3 $FILE 'pragma journal_mode')" delete
