# engines: sqlite
echo 'golden: g' > seedbed.yaml
sqlite3 a.sqlite "create table t(id integer primary key); insert into t values(1)"
cp a.sqlite b.sqlite
before=$(md5sum a.sqlite b.sqlite)
printed seedbed db compare a.sqlite b.sqlite
ends 0
equal "$(md5sum a.sqlite b.sqlite)" "$before"
equal "$(sqlite3 a.sqlite 'pragma journal_mode')" delete
# A backup that nobody may write, in a folder that nobody may write; in write-ahead mode, too.
sqlite3 b.sqlite 'pragma journal_mode = wal' >/dev/null
mkdir r && cp a.sqlite b.sqlite r
chmod 444 r/*; chmod 555 r
as=""; if [ "$(id -u)" = 0 ]; then as="runuser -u nobody --"; chmod 755 .; fi
for file in a b; do
  printed $as seedbed db checksum "sqlite:$PWD/r/$file.sqlite"
  ends 0
  says "t "
done
chmod 755 r
