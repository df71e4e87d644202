# engines: sqlite postgres
shop_json() { mkdir -p migrations seeds/history/data
printf 'database: ${DATABASE_URL}\n' > seedbed.yaml
printf 'about: orders\nup:\n  - create_collection: {name: orders, columns: {id: {type: text, primary_key: true}, customer: {type: text}}}\n' > migrations/20260101-0000-shop.yaml
printf 'backfill: orders\ntarget: orders\nsource: {format: json, pointer: /a, files: [data/in]}\nmap: {id: {from: number}, customer: {from: customer, keep: made up}}\n' > seeds/history/orders.yaml; }
shop_json; seedbed migrate up --test --quiet
printf '{"z": 01x, "a":[{"number":"n1","customer":"c"}]}' > seeds/history/data/in
printed seedbed backfill run; [ "$status" != 0 ]; says "at byte"
printf '{"a":[{"number":"n1","customer":"c"}],| nonsense }' > seeds/history/data/in
printed seedbed backfill run --restart; [ "$status" != 0 ]; says "a name in double quotes"
