import Foundation
import SeedbedStore
import SeedbedTestSupport
import Testing

/// A service that is started with the address of its database is verified on a copy.
@Suite(
  .blocking,
  .enabled(if: Installation.hasPython, "python3 is not installed"))
struct VerifyCopyTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func shop(opening argument: String = "\"${DATABASE_URL}\"") throws -> ShopProject {
    let shop = try ShopProject(in: folder, argument: argument)
    try shop.seedOrders()
    try shop.fill()
    for arguments in [["verify", "record"], ["verify", "accept"]] {
      let run = try seedbed(arguments)
      #expect(run.status == 0, "\(run.errors)")
    }
    return shop
  }

  private func seedbed(_ arguments: [String]) throws -> Invocation {
    try Invocation.seedbed(arguments, in: URL(filePath: folder.path))
  }

  /// The database's own file and all that lies beside it: sizes, times and bytes.
  private func files() throws -> [String: String] {
    let files = FileManager.default
    let names = try files.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasPrefix("shop.sqlite") || $0.hasPrefix(".seedbed-copy")
    }
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        let status = try files.attributesOfItem(atPath: folder.path(name))
        let bytes = files.contents(atPath: folder.path(name)) ?? Data()
        return (name, "\(status[.modificationDate] ?? "") \(bytes.hashValue) \(bytes.count)")
      })
  }

  private func leftCopies() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix(".seedbed-copy") }.sorted()
  }

  @Test
  func `the file of a database stays as it is, and nothing is left beside it`() throws {
    _ = try shop()
    let before = try files()
    #expect(before.keys.sorted() == ["shop.sqlite"])
    for arguments in [["verify", "run"], ["verify", "matrix"], ["verify", "record"]] {
      let run = try seedbed(arguments)
      #expect([0, 1].contains(run.status), "\(run.errors)")
      #expect(try files() == before)
    }
    let run = try seedbed(["verify", "run"])
    #expect(run.output.contains("proved real 50.0% (1/2)"), "\(run.output)")
    #expect(run.errors == "")
  }

  @Test
  func `what a copy shows is what the database shows itself`() throws {
    _ = try shop()
    let copied = try seedbed(["verify", "explain", "GET /orders"])
    let inPlace = try seedbed(["verify", "explain", "GET /orders", "--in-place"])
    func lines(_ run: Invocation) -> [Substring] {
      run.output.split(separator: "\n").filter { !$0.contains("curl ") && !$0.contains("PORT=") }
    }
    #expect(lines(copied) == lines(inPlace))
    // A person starts the service on the database: the copy is gone.
    #expect(copied.output.contains("DATABASE_URL=\(folder.path)/shop.sqlite;"), "\(copied.output)")
  }

  @Test
  func `a copy that a killed run left is removed by the next`() throws {
    _ = try shop()
    let before = try files()
    let running = try Invocation.start(
      Installation.seedbed, ["verify", "run"], in: URL(filePath: folder.path))
    let deadline = Date().addingTimeInterval(60)
    while try leftCopies().count < 2, Date() < deadline { Thread.sleep(forTimeInterval: 0.01) }
    kill(running.process.processIdentifier, SIGKILL)
    _ = running.finish()
    #expect(try leftCopies().count == 2)
    let run = try seedbed(["verify", "run"])
    #expect(run.output.contains("proved real 50.0% (1/2)"), "\(run.output)\(run.errors)")
    #expect(try files() == before)
  }

  @Test
  func `a run that is asked to end takes its copy with it`() throws {
    _ = try shop()
    let running = try Invocation.start(
      Installation.seedbed, ["verify", "run"], in: URL(filePath: folder.path))
    let deadline = Date().addingTimeInterval(60)
    while try leftCopies().count < 2, Date() < deadline { Thread.sleep(forTimeInterval: 0.01) }
    kill(running.process.processIdentifier, SIGTERM)
    #expect(running.finish().status == 3)
    #expect(try leftCopies() == [])
  }

  @Test
  func `a service that opens another database is found, and verified in place`() throws {
    let shop = try shop(opening: "\"\(folder.path)/shop.sqlite\", \"${DATABASE_URL}\"")
    let run = try seedbed(["verify", "run"])
    #expect(run.output.contains("proved real 0.0% (0/2)"), "\(run.output)")
    #expect(run.output.contains("no answer follows the rows of the copy"), "\(run.output)")
    let inPlace = try seedbed(["verify", "run", "--in-place"])
    #expect(inPlace.output.contains("proved real 50.0% (1/2)"), "\(inPlace.output)")
    #expect(!inPlace.output.contains("the copy"))

    // It writes there, too.
    let script = try String(contentsOfFile: shop.folder.path("service.py"), encoding: .utf8)
    try shop.folder.write(
      script.replacing(
        "import json,",
        with: """
          import sqlite3 as own, sys as arguments
          with own.connect(arguments.argv[2]) as connection:
              connection.execute("UPDATE orders SET note = note || '!'")
          import json,
          """), to: "service.py")
    let changed = try seedbed(["verify", "run"])
    #expect(changed.output.contains("was changed while a copy of it was verified"))
  }

  @Test
  func `a database whose rows an earlier run left changed is restored before it is copied`() throws
  {
    _ = try shop()
    let store = try StoreURL("sqlite:\(folder.path)/shop.sqlite").open()
    try store.transaction(.structure) { session in
      try RowCopies.make(in: session)
      try session.execute("DELETE FROM orders")
    }
    try store.close()
    let run = try seedbed(["verify", "run"])
    #expect(run.output.contains("proved real 50.0% (1/2)"), "\(run.output)\(run.errors)")
    #expect(run.output.contains("put the records back that a proof left changed"))
  }
}

extension ShopProject {
  /// Orders of which each field tells rows apart.
  fileprivate func seedOrders() throws {
    try seed(
      "first: {account_id: ada, note: one}", "second: {account_id: bob, note: two}",
      "third: {account_id: bob, note: three}", "fourth: {account_id: ada, note: four}",
      "fifth: {account_id: bob, note: five}", "sixth: {account_id: ada, note: six}")
  }
}

/// The same on a server.
@Suite(
  .blocking,
  .enabled(if: Installation.hasPython, "python3 is not installed"),
  .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
  .enabled(
    if: FileManager.default.isExecutableFile(atPath: "/usr/bin/psql"), "psql is not installed"))
struct VerifyPostgresCopyTests {
  private let shop: ShopProject
  private let database: String

  init() throws {
    shop = try ShopProject(in: TemporaryFolder())
    try shop.seedOrders()
    database = try TemporaryPostgres.shared.get().database()
    try shop.fill(["--database", database])
    for arguments in [["verify", "record"], ["verify", "accept"]] {
      let run = try seedbed(arguments)
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  private func seedbed(_ arguments: [String]) throws -> Invocation {
    try Invocation.seedbed(arguments + ["--database", database], in: shop.root)
  }

  private var copyName: Regex<Substring> { /seedbed_copy_[0-9a-f]+_1/ }

  private func isThere(_ database: Substring) throws -> Bool {
    try psql("SELECT count(*) FROM pg_database WHERE datname = '\(database)'") == "1\n"
  }

  /// How many rows were written to the database since it is there.
  private func written() throws -> String {
    // The server counts what a connection wrote when it has noticed its end.
    let others = """
      SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      """
    let deadline = Date().addingTimeInterval(60)
    while try psql(others) != "0\n", Date() < deadline { Thread.sleep(forTimeInterval: 0.02) }
    return try psql(
      """
      SELECT pg_stat_clear_snapshot(), tup_inserted + tup_updated + tup_deleted
      FROM pg_stat_database WHERE datname = current_database()
      """)
  }

  private func psql(_ sql: String) throws -> String {
    let asked = try Invocation.shell("psql -XAtq '\(database)' -c \"\(sql)\"", in: shop.root)
    #expect(asked.status == 0, "\(asked.errors)")
    return asked.output
  }

  @Test
  func `a database is left as it is, and its copy goes`() throws {
    let before = try written()
    let run = try seedbed(["verify", "run"])
    #expect(run.output.contains("proved real 50.0% (1/2)"), "\(run.output)\(run.errors)")
    #expect(run.errors == "")
    #expect(try written() == before)
    let copies = Set(shop.opened().compactMap { $0.firstMatch(of: copyName)?.output })
    #expect(!copies.isEmpty)
    for copy in copies { #expect(try !isThere(copy)) }
  }

  @Test
  func `rows are exchanged in place while others are connected, or if the database has settings`()
    throws
  {
    let store = try StoreURL(database).open()
    let busy = try seedbed(["verify", "run"])
    #expect(busy.output.contains("are exchanged in place: others are connected to it"))
    #expect(busy.output.contains("proved real 50.0% (1/2)"), "\(busy.output)\(busy.errors)")
    try store.close()

    let name = try psql("SELECT current_database()").dropLast()
    _ = try psql("ALTER DATABASE \(name) SET work_mem = '8MB'")
    let configured = try seedbed(["verify", "run"])
    #expect(configured.output.contains("exchanged in place: it has settings of its own"))
    #expect(configured.output.contains("proved real 50.0% (1/2)"), "\(configured.output)")
  }

  @Test
  func `a copy that a killed run left is dropped by the next`() throws {
    let recorded = shop.opened().count
    let running = try Invocation.start(
      Installation.seedbed, ["verify", "run", "--database", database], in: shop.root)
    let deadline = Date().addingTimeInterval(60)
    while shop.opened().count == recorded, Date() < deadline { Thread.sleep(forTimeInterval: 0.01) }
    kill(running.process.processIdentifier, SIGKILL)
    _ = running.finish()
    let copy = try #require(shop.opened().last?.firstMatch(of: copyName)).output
    // The server takes a moment to notice that the command and its service are gone.
    var checked = ""
    while !checked.contains(copy), try isThere(copy), Date() < deadline {
      checked = try seedbed(["db", "check"]).output
    }
    // The runs of other tests drop it, too.
    #expect(try checked.contains("\(copy): a verification that was killed left") || !isThere(copy))
    while try isThere(copy), Date() < deadline {
      let run = try seedbed(["verify", "run"])
      #expect(run.output.contains("proved real 50.0% (1/2)"), "\(run.output)\(run.errors)")
    }
    #expect(try !isThere(copy))
  }
}
