# engines: sqlite
mkdir -p migrations seeds/history/data
printf 'database: ${DATABASE_URL}\n' > seedbed.yaml
printf 'about: t\nup:\n  - create_collection: {name: t, columns: {id: {type: text, primary_key: true}, n: {type: int}}}\n' > migrations/20260101-0000-t.yaml
printf 'backfill: b\ntarget: t\nsource: {format: yaml, files: [data/in]}\nkey: {source_position: true}\nmap: {n: {from: n}}\n' > seeds/history/b.yaml
seedbed migrate up --test --quiet
start=$(date +%s)
python3 -c "print('- {n: 1, a: '+'['*200000+']'*200000+'}')" > seeds/history/data/in
printed seedbed backfill run; ends 2; says "lists and mappings nest deeper than 1000 levels here"
python3 -c "print('set: s\nrows: '+'['*200000+']'*200000)" > seeds/s.yaml
printed seedbed seed check s; ends 2; says "lists and mappings nest deeper than 100 levels here"
python3 -c "print('set: s\nmode: insert\n'+'\n'.join(f'k{i}: 1' for i in range(20000)))" > seeds/s.yaml
printed seedbed seed check s; ends 2; says "… and 19980 more unknown keys in seeds"
equal "$((${#out} < 20000))" 1
equal "$(($(date +%s) - start < 30))" 1
