# engines: sqlite postgres
mkdir -p migrations seeds/history/data
printf 'database: ${DATABASE_URL}\nset: shop\n' > seedbed.yaml
FILE=${FILE:-case.sqlite}
cat > migrations/20260101-0000-shop.yaml <<'Y'
about: Orders
up:
  - create_collection: {name: orders, columns: {id: {type: text, primary_key: true}, customer: {type: text}}}
Y
cat > seeds/history/orders.yaml <<'Y'
backfill: orders
target: orders
source: {format: columns, files: [data/orders.txt]}
map: {id: {from: number}, customer: {from: customer}}
rejects: {max: 100}
Y
printf 'number amou\xffnt customer\nn1 1.00 c1\nn2 2.00 c2\nn3 3.00 c3\n' > seeds/history/data/orders.txt
seedbed migrate up --test --quiet
printed seedbed backfill run
[ "$status" != 0 ] || { echo "status 0"; exit 1; }
silent "loaded"
equal "$(sql 'select count(*) from orders')" 0
