"""The small project whose commands are made to fail, and the commands."""

LOAD = ["backfill", "run", "--batch", "10"]
# Each command with those that go before it.
COMMANDS = {
    "migrate up": (["migrate", "up"], []),
    "seed load": (["seed", "load", "people"], [["migrate", "up"]]),
    "backfill run": (LOAD, [["migrate", "up"]]),
    "undo": (
        ["backfill", "undo", "visits-1", "--yes"],
        [["migrate", "up", "--test"], ["seed", "load", "people"], LOAD],
    ),
    "verify copy": (
        ["verify", "run", "--quiet", "--min-operational", "0"],
        [["migrate", "up", "--test"], ["seed", "load", "people"], LOAD],
    ),
    "verify in place": (
        ["verify", "run", "--quiet", "--min-operational", "0", "--in-place"],
        [["migrate", "up", "--test"], ["seed", "load", "people"], LOAD],
    ),
}
FILES = {
    "seedbed.yaml": "database: ${DATABASE_URL:-sqlite:io.sqlite}\n",
    "migrations/1-people.yaml": """about: People and visits
up:
  - create_collection:
      name: people
      columns:
        id: {type: id, primary_key: true}
        name: {type: text}
  - create_collection:
      name: visits
      columns:
        id: {type: text, primary_key: true}
        page: {type: text}
        bytes: {type: int}
""",
    "migrations/2-index.yaml": """about: Visits by page, and a note on each
up:
  - create_index: {table: visits, columns: [page]}
  - add_column: {table: visits, name: note, type: text, nullable: true}
""",
    "seeds/people.yaml": """set: people
mode: upsert
rows:
  people:
    ada: {name: Ada}
    ben: {name: Ben}
""",
    "seeds/history/visits.yaml": """backfill: visits
target: visits
source: {format: csv, files: [data/visits.csv]}
map:
  id: {from: id}
  page: {from: page}
  bytes: {from: bytes}
rejects: {max: 5}
""",
    "seeds/history/data/visits.csv": "id,page,bytes\n"
    + "".join(f"v{number},/page,{number}\n" for number in range(40))
    + "x,/page,many\n",
    "golden/people.yaml": """service:
  port: auto
  start: {command: [python3, service.py, "${PORT}"], environment: {DATABASE: "${DATABASE_URL}"}}
  ready: {path: /people, timeout: 60s}
endpoints:
  - {call: GET /people, expect: {status: 200}}
""",
    # Answers nothing of the database: what counts is what the proof does to it.
    "service.py": """import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("content-length", "2")
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(b"[]")
    def log_message(self, *_): pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
""",
}


def make_project(folder):
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
