import Foundation
import SeedbedTestSupport
import Testing

/// Goldens that name rows by their labels, from recording to a difference.
@Suite(
  .blocking,
  .enabled(if: Installation.hasPython, "python3 is not installed"))
struct LabelledGoldenTests {
  private let folder: TemporaryFolder
  private let root: URL

  init() throws {
    folder = try TemporaryFolder()
    root = URL(filePath: folder.path)
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
        start: {command: [python3, "\(folder.path("service.py"))", "${PORT}", "${DATABASE_URL}"]}
        ready: {path: /health, timeout: 60s}
      endpoints:
        - {call: GET /orders, expect: {body: orders.json}}
        - call: "GET /orders/{id}"
          path: {id: !where {orders: first}}
          expect: {body: one.json}
      """, to: "golden/service.yaml")
    try seed("first: {account_id: ada, note: \"@shop\"}")
    try fill([])
  }

  private func fill(_ database: [String]) throws {
    for arguments in [["migrate", "up", "--test"], ["seed", "load"]] {
      let made = try Invocation.seedbed(arguments + database, in: root)
      #expect(made.status == 0, "\(made.errors)")
    }
  }

  /// Answers with the orders that have a note, or with one.
  private static let service = """
    import json, sqlite3, subprocess, sys
    from http.server import BaseHTTPRequestHandler, HTTPServer

    def selected(columns):
        query = "SELECT %s FROM orders WHERE note <> ''" % columns
        if not sys.argv[2].startswith("postgres"):
            return sqlite3.connect(sys.argv[2]).execute(query + " ORDER BY id").fetchall()
        query = "SELECT json_agg(json_build_array(%s) ORDER BY id) FROM (%s) AS shown" % (columns, query)
        return json.loads(subprocess.check_output(["psql", "-XAtq", sys.argv[2], "-c", query]) or "[]")

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

    HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()

    """

  private func seed(_ orders: String...) throws {
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

  private func seedbed(_ arguments: String...) throws -> Invocation {
    try Invocation.seedbed(arguments, in: root)
  }

  @Test(
    .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/psql"), "psql is not installed"))
  func `a golden recorded on SQLite holds on PostgreSQL`() throws {
    #expect(try seedbed("verify", "record").status == 0)
    #expect(try seedbed("verify", "accept").status == 0)
    let database = try TemporaryPostgres.shared.get().database()
    try fill(["--database", database])
    let run = try seedbed("verify", "run", "--repeats", "1", "--database", database)
    #expect(run.output.contains("operational 100.0% (2/2)"), "\(run.output)\(run.errors)")
  }

  @Test
  func `a recorded golden names rows by labels, and holds when their keys are others`() throws {
    let recorded = try seedbed("verify", "record")
    #expect(recorded.status == 0, "\(recorded.errors)")
    #expect(try seedbed("verify", "pending").output.contains("orders.json  new"))
    #expect(try seedbed("verify", "pending").output.contains("one.json  new"))
    #expect(try seedbed("verify", "accept").status == 0)
    #expect(
      try String(contentsOfFile: folder.path("golden/orders.json"), encoding: .utf8) == """
        {
          "orders": [
            {
              "account_id": "@accounts.ada",
              "id": "@orders.first",
              "note": "@@shop"
            }
          ],
          "shown": 1
        }

        """)
    #expect(
      try seedbed("verify", "record").output.hasSuffix("0 new bodies to review, 2 unchanged\n"))

    // An order before it: the key of the first is 2 now.
    try seed("zeroth: {account_id: bob, note: \"\"}", "first: {account_id: ada, note: \"@shop\"}")
    #expect(try seedbed("seed", "load").status == 0)
    let holds = try seedbed("verify", "run", "--repeats", "1")
    #expect(holds.output.contains("operational 100.0% (2/2)"), "\(holds.output)")

    try seed("first: {account_id: bob, note: \"@shop\"}")
    #expect(try seedbed("seed", "load").status == 0)
    let explained = try seedbed("verify", "explain", "/orders").output.split(separator: "\n")
      .map { $0.drop { $0 == " " } }.joined(separator: " ")
    #expect(explained.contains("$.orders[0].account_id: expected @accounts.ada ("))
    #expect(explained.contains("found @accounts.bob ("))
  }
}
