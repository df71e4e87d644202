# engines: sqlite postgres
[ "$ENGINE" = sqlite ] || python3 -c 'import psycopg2' 2>/dev/null || { echo "python3 has no psycopg2"; exit 12; }
cp -r "$CASES"/reliability/proof-project/. .
rm -f golden/b/recorded.json
sed -i 's/^database: .*/database: ${DATABASE_URL}/' seedbed.yaml
seedbed migrate up --test --quiet
if [ "$ENGINE" = sqlite ]; then
  sql "create virtual table ft using fts5(body); insert into ft values('hello');
  create table ledger(id integer primary key); insert into ledger values(1); create trigger nd before delete on ledger begin select raise(abort,'append only'); end;"
  rows="select * from ft; select * from ledger"
else
  sql "create table g(id int primary key generated always as identity, a int, b int generated always as (a*2) stored); insert into g(a) values(1);
  create table ca(id int primary key, b int); create table cb(id int primary key, a int references ca(id)); alter table ca add foreign key(b) references cb(id); insert into ca values(1,null); insert into cb values(1,1); update ca set b=1"
  rows="select * from g; select * from ca; select * from cb"
fi
seedbed seed load demo --quiet
before=$(sql "$rows")
for place in "" --in-place; do
  printed seedbed verify run $place
  ends 0
  says "proved real 100.0% (2/2)"
done
for command in "db status" "migrate up" "seed load demo" "db restore"; do printed seedbed $command; ends 0; done
equal "$(sql "$rows")" "$before"
equal "$(sql 'select count(*) from seedbed_proof_rows')" 0
