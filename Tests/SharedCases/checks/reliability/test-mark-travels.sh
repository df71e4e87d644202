# engines: sqlite postgres
mkdir migrations
printf 'about: a\nup:\n  - create_collection: {name: orders, columns: {id: {type: text, primary_key: true}}}\n' > migrations/1.yaml
echo 'database: ${DATABASE_URL}' > seedbed.yaml
printed seedbed migrate up --test
ends 0
if [ "$ENGINE" = sqlite ]; then
  cp $FILE production.sqlite
  copy=sqlite:production.sqlite
  reason="the mark was made for another database file"
else
  psql -qAt "$PG/postgres" -c "create database ${CASE_DATABASE}_copy template $CASE_DATABASE"
  copy=$PG/${CASE_DATABASE}_copy
  reason="the mark was made for another database"
fi
printed seedbed migrate down --database "$copy"
ends 3
says "$reason"
printed seedbed db status --database "$copy"
says "has no test mark: $reason"
# The name the help gives marks it after all.
name=$(echo "$out" | sed -n 's/^ *\(.*\) has no test mark.*/\1/p')
printed seedbed db mark --database "$copy" --i-know-this-is "$name"
ends 0
printed seedbed migrate down --database "$copy"
ends 0
# The one that was marked still is, until the mark is taken off.
printed seedbed db unmark
ends 0
printed seedbed migrate down
ends 3
says "has no test mark"
