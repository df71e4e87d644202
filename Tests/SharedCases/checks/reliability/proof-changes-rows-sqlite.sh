# engines: sqlite
cp -r "$CASES"/reliability/proof-project/. .
rm -f golden/b/recorded.json
sed -i 's/^database: .*/database: ${DATABASE_URL}/' seedbed.yaml
seedbed migrate up --test --quiet
sql "create table audit(id integer primary key, what text); create trigger t1 after insert on items begin insert into audit(what) values('ins '||new.name); end;
create table up(id integer primary key, v text, n int default 0); create trigger ut after insert on up begin update up set n=n+1 where id=new.id; end; insert into up(v) values('a');
create table raw(id integer primary key, t text); insert into raw values(1,cast(x'ff41' as text)),(2,cast(x'410042' as text));
create table logs(msg text); insert into logs(rowid,msg) values(5,'a'),(9,'b'); create table au(id integer primary key autoincrement); insert into au default values;"
seedbed seed load demo --quiet
rows="select 'audit',id,what from audit; select 'up',v,n from up; select 'raw',id,hex(t) from raw; select 'logs',rowid,msg from logs; select * from sqlite_sequence; select rowid,* from items"
sql "$rows" > before
for place in "" --in-place; do
  printed seedbed verify run $place
  ends 0
  says "proved real 100.0% (2/2)"
  sql "$rows" > after
  diff before after
done
