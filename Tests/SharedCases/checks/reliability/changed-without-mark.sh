# engines: postgres
# What `--test` marks; the rest of the case comes with upsert and on_conflict.
mkdir migrations
printf 'about: a\nup:\n  - create_collection: {name: orders, columns: {id: {type: text, primary_key: true}}}\n' > migrations/1.yaml
echo 'database: ${DATABASE_URL}' > seedbed.yaml
sql "create schema app; create table app.orders(id text); insert into app.orders values('real')"
printed seedbed migrate up --test
ends 3
says "holds app.orders and has no test mark"
sql "drop schema app cascade; create view v as select 1 as one"
printed seedbed migrate up --test
ends 3
says "and has no test mark"
