# engines: sqlite postgres
mkdir -p migrations seeds/history/data
printf 'database: ${DATABASE_URL}\n' > seedbed.yaml
printf 'about: wide\nup:\n  - create_collection: {name: t, columns: {id: {type: text, primary_key: true}, n0: {type: int}}}\n' > migrations/20260101-0000-t.yaml
printf 'backfill: b\ntarget: t\nsource: {format: ndjson, files: [data/in]}\nkey: {source_position: true}\nmap: {n0: {from: n0}}\n' > seeds/history/b.yaml
seedbed migrate up --test --quiet
python3 -c "print('{'+','.join(f'\"n{i}\":{i}' for i in range(40000))+'}')" > seeds/history/data/in
start=$(date +%s); printed seedbed backfill run; ends 0; says "1 read = 1 loaded"
equal "$(($(date +%s) - start < 15))" 1
