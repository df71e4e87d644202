# engines: sqlite postgres
# What overwrites or removes records needs the mark or the database's name.
mkdir -p migrations seeds/history/data
printf 'about: a\nup:\n  - create_collection: {name: orders, columns: {id: {type: text, primary_key: true}, customer: {type: text}}}\n' > migrations/1.yaml
echo 'database: ${DATABASE_URL}' > seedbed.yaml
if [ "$ENGINE" = postgres ]; then
  sql "create schema app; create table app.orders(id text); insert into app.orders values('real')"
  printed seedbed migrate up --test
  ends 3
  says "holds app.orders and has no test mark"
  sql "drop schema app cascade; create view v as select 1 as one"
  printed seedbed migrate up --test
  ends 3
  says "and has no test mark"
  sql "drop view v"
fi
printed seedbed migrate up; ends 0
sql "insert into orders values('first','production')"
printf 'set: shop\nmode: upsert\nrows:\n  orders:\n    first: {customer: ada}\n' > seeds/shop.yaml
printed seedbed seed load shop; [ "$status" != 0 ]; says "test mark"
equal "$(sql 'select customer from orders')" production
printf 'number,customer\nfirst,other\n' > seeds/history/data/orders.csv
printf 'backfill: again\ntarget: orders\non_conflict: replace\nsource: {format: csv, files: [data/orders.csv]}\nmap: {id: {from: number}, customer: {from: customer, keep: made up}}\n' > seeds/history/orders.yaml
printed seedbed backfill run; [ "$status" != 0 ]; says "test mark"
equal "$(sql 'select customer from orders')" production
printf 'about: drop it\nup:\n  - drop_collection: {name: orders}\n' > migrations/2.yaml
printed seedbed migrate plan; ends 3
printed seedbed migrate up; ends 3; says "drops orders with 1 record"
equal "$(sql 'select customer from orders')" production
