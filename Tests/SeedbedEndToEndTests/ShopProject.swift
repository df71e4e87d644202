import Foundation
import SeedbedTestSupport

/// A project of two collections and a small service, which runs on both engines.
struct ShopProject {
  let folder: TemporaryFolder
  var root: URL { URL(filePath: folder.path) }

  /// `argument`: how its service is told which database to open, as YAML.
  init(in folder: TemporaryFolder, argument: String = "\"${DATABASE_URL}\"") throws {
    self.folder = folder
    try folder.write("database: sqlite:shop.sqlite\nset: shop\n", to: "seedbed.yaml")
    try folder.write(
      """
      about: Accounts and what they ordered
      up:
        - create_collection:
            name: accounts
            columns:
              id: {type: uuid, primary_key: true}
              email: {type: text}
        - create_collection:
            name: orders
            columns:
              id: {type: id, primary_key: true}
              account_id: {type: uuid, references: accounts.id}
              note: {type: text}
      """, to: "migrations/20260115-1000-shop.yaml")
    try folder.write(Self.service, to: "service.py")
    try folder.write(
      """
      service:
        port: auto
        start: {command: [python3, "\(folder.path("service.py"))", "${PORT}", \(argument)]}
        ready: {path: /health, timeout: 60s}
      endpoints:
        - {call: GET /orders, expect: {body: orders.json}}
        - call: "GET /orders/{id}"
          path: {id: !where {orders: first}}
          expect: {body: one.json}
      """, to: "golden/service.yaml")
    try seed("first: {account_id: ada, note: \"@shop\"}")
  }

  /// Creates the collections of a database and loads the seeds.
  func fill(_ database: [String] = []) throws {
    for arguments in [["migrate", "up", "--test"], ["seed", "load"]] {
      let made = try Invocation.seedbed(arguments + database, in: root)
      guard made.status == 0 else { throw Failure(errors: made.errors) }
    }
  }

  private struct Failure: Error {
    let errors: String
  }

  /// Writes the set of seeds with these orders.
  func seed(_ orders: String...) throws {
    try folder.write(
      """
      set: shop
      mode: replace
      rows:
        accounts:
          ada: {email: ada@example.com}
          bob: {email: bob@example.com}
        orders:
      \(orders.map { "    \($0)\n" }.joined())
      """, to: "seeds/shop.yaml")
  }

  /// The databases that its services were started on, in that order.
  func opened() -> [String] {
    let list = try? String(contentsOfFile: folder.path("service.py.opened"), encoding: .utf8)
    return (list ?? "").split(separator: "\n").map(String.init)
  }

  /// Answers with the orders that have a note, or with one.
  private static let service = """
    import json, glob, sqlite3, subprocess, sys
    from http.server import BaseHTTPRequestHandler, HTTPServer

    # Debian's psql is a script that looks for this one.
    PSQL = (glob.glob("/usr/lib/postgresql/*/bin/psql") or ["psql"])[-1]

    def selected(columns):
        query = "SELECT %s FROM orders WHERE note <> ''" % columns
        if not sys.argv[2].startswith("postgres"):
            return sqlite3.connect(sys.argv[2]).execute(query + " ORDER BY id").fetchall()
        query = "SELECT json_agg(json_build_array(%s) ORDER BY id) FROM (%s) AS shown" % (columns, query)
        answer = subprocess.check_output([PSQL, "-XAtq", sys.argv[2], "-c", query])
        return json.loads(answer.strip() or "[]")

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

        def do_GET(self):
            rows = selected("id, account_id, note")
            orders = [{"id": row[0], "account_id": row[1], "note": row[2]} for row in rows]
            answer = {"orders": orders, "shown": len(orders)}
            if self.path.startswith("/orders/"):
                answer = [order for order in orders if str(order["id"]) == self.path[8:]]
                answer = {"order": answer[0] if answer else None}
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with open(sys.argv[0] + ".opened", "a") as opened:
        print(sys.argv[2], file=opened)
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()

    """
}
