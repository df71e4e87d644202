# engines: sqlite postgres
# limit: 900
# The service asks psycopg2, of which this is as much as it needs.
cat > psycopg2.py <<'P'
import json, subprocess
class Cursor:
    def execute(self, sql):
        out = subprocess.run(['psql', '-qAt', self.url, '-c', f'select row_to_json(x) from ({sql}) x'],
                             capture_output=True, text=True, check=True).stdout.splitlines()
        rows = [json.loads(line) for line in out]
        self.description = [(name,) for name in (rows[0] if rows else {})]
        self.found = [tuple(row.values()) for row in rows]
    def fetchall(self): return self.found
class Connection:
    def __init__(self, url): self.url = url
    def cursor(self):
        cursor = Cursor(); cursor.url = self.url
        return cursor
    def close(self): pass
def connect(url): return Connection(url)
P
kind=sqlite
if [ "$ENGINE" = postgres ]; then
  kind=pg
  sed -i "s/5599/${PG##*:}/g" shapes.py
fi
export WORK=$PWD/shapes SEEDBED=$S
mkdir -p "$WORK"
cp app.py psycopg2.py "$WORK"
printed python3 shapes.py -$kind
ends 0
# A run that ends without a report is shown with the command that ended.
silent "verify run | 3"
silent "verify record | 3"
