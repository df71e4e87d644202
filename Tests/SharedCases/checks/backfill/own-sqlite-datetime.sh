# engines: sqlite
rm -f own.sqlite "$FILE"
sqlite3 "$FILE" < own.sql
printed seedbed migrate up
ends 0
says "adopted"
# 31.01.2024 is no timestamp without a format, and 12.345 has too many digits.
printed seedbed backfill run
ends 1
equal "$(sql 'select count(*) from inv')" 0
sed -i 's/d: {from: d}/d: {from: d, format: "%d.%m.%Y", zone: UTC}/' seeds/history/b.yaml
printed seedbed backfill check
ends 0
