import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedGolden

/// A proof leaves every database as it found it, to the last byte.
@Suite(.blocking)
struct RestorationTests {
  /// How many databases are tried; `make torture` tries more.
  private static func count(_ usual: Int) -> Int {
    ProcessInfo.processInfo.environment["SEEDBED_DATABASES"].flatMap { Int($0) } ?? usual
  }

  /// What a proof and a service do to a database, and the end of it.
  private func prove(_ store: any Store, seed: UInt64) throws {
    let database = ProofDatabase(store)
    let data = try #require(try database.data())
    try database.begin()
    let hindrances = try ExchangeTrial(on: store, of: data, seed: seed).hindrances()
    let leaving = Set(hindrances.keys)
    var canaries = CanaryData(data, keeping: [], seed: seed)
    let states = [
      canaries.oneMore(), canaries.changed(factor: 3), canaries.empty(),
      canaries.changed(factor: 1),
    ]
    for state in states {
      do {
        _ = try database.put(state, madeFrom: data, leaving: leaving)
      } catch let problem as Diagnostic {
        // What the database refuses as a whole leaves it as it is.
        #expect(problem.code != .proofNotRestored)
      }
    }
    try database.restore()
    // A service that writes whatever it can.
    // Of rows that nothing names there is no copy.
    for collection in data.collections where collection.schema.name != "hidden" {
      let name = SQLText.identifier(collection.schema.name)
      _ = try? store.transaction { try $0.execute("DELETE FROM \(name)") }
    }
    if seed.isMultiple(of: 2) {
      try ProofDatabase.putBack(on: store)
    } else {
      try database.putBack()
    }
    #expect(try !store.read { try RowCopies.areThere(in: $0) })
  }

  private func check(_ store: any Store, _ random: RandomDatabase, seed: UInt64) throws {
    for statement in random.statements {
      // What the engine refuses of a random structure is not there.
      try? store.transaction(.structure) { try $0.executeScript(statement) }
    }
    let before = try store.read { try DatabaseImage.of($0, store.engine) }
    do {
      try prove(store, seed: seed)
    } catch {
      Issue.record("\(error)")
    }
    let after = try store.read { try DatabaseImage.of($0, store.engine) }
    // An index of words is one to go on with, too.
    if random.isSearchable {
      try store.transaction { session in
        try session.execute("INSERT INTO pages VALUES (99, 'more lamps')")
        try session.execute("INSERT INTO search (search) VALUES ('integrity-check')")
      }
    }
    guard after != before else { return }
    let difference =
      before.filter { !after.contains($0) }.map { "- \($0)" }
      + after.filter { !before.contains($0) }.map { "+ \($0)" }
    Issue.record(
      "database \(seed):\n\((difference + random.statements).joined(separator: "\n"))")
  }

  @Test func `an SQLite file of any structure is byte for byte what it was`() throws {
    for seed in 1...UInt64(Self.count(120)) {
      let folder = try TemporaryFolder()
      let store = try SQLiteStore(path: "\(folder.path)/random.sqlite")
      try check(store, RandomDatabase(seed: seed, for: .sqlite), seed: seed)
      try store.close()
    }
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `rows this role may not restore are found before any other is changed`() throws {
    let url = try TemporaryPostgres.shared.get().database()
    let owner = try PostgresStore(url: url)
    let role = "reach_\(url.split(separator: "/").last ?? "")"
    try owner.transaction(.structure) {
      try $0.executeScript(
        """
        CREATE ROLE \(role) LOGIN;
        GRANT CREATE ON SCHEMA public TO \(role);
        CREATE TABLE items (id integer PRIMARY KEY);
        ALTER TABLE items OWNER TO \(role);
        CREATE SCHEMA priv;
        CREATE TABLE priv.acct (item integer REFERENCES items ON DELETE CASCADE);
        INSERT INTO items VALUES (1), (2); INSERT INTO priv.acct VALUES (1);
        """)
    }
    let store = try PostgresStore(
      url: url.replacing(/\/\/[^@]*@/, with: "//\(role)@"))
    let database = ProofDatabase(store)
    try database.begin()
    let trial = ExchangeTrial(on: store, of: try #require(try database.data()), seed: 1)
    #expect(try trial.reach().map(\.description) == ["priv.acct"])
    #expect(try trial.hindrances()["items"]?.contains("priv.acct") == true)
    try database.putBack()
    #expect(try owner.read { try $0.rows("SELECT * FROM priv.acct").count } == 1)
    try store.close()
    _ = try owner.transaction { session in
      try session.executeScript("DROP OWNED BY \(role) CASCADE; DROP ROLE \(role);")
    }
    try owner.close()
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `a PostgreSQL database of any structure is byte for byte what it was`() throws {
    for seed in 1...UInt64(Self.count(40)) {
      let store = try PostgresStore(url: try TemporaryPostgres.shared.get().database())
      try check(store, RandomDatabase(seed: seed, for: .postgres), seed: seed)
      try store.close()
    }
  }

  /// Proves on a database with rows that break its rules, of which calls delete some, and looks whether it is as before.
  private func checkBrokenRules(
    _ store: any Store, _ statements: [String], stay: [String]
  ) throws {
    for statement in statements {
      try store.transaction(.structure) { try $0.executeScript(statement) }
    }
    let before = try store.read { try DatabaseImage.of($0, store.engine) }
    let database = ProofDatabase(store)
    let data = try #require(try database.data())
    try database.begin()
    let trial = ExchangeTrial(on: store, of: data, seed: 1)
    let hindrances = try trial.hindrances()
    #expect(Set(hindrances.keys).isSuperset(of: stay), "\(hindrances)")
    var canaries = CanaryData(data, keeping: [], seed: 1)
    _ = try database.put(
      canaries.changed(factor: 3), madeFrom: data, leaving: Set(hindrances.keys))
    try database.restore()
    for name in stay {
      _ = try store.transaction(.restoration) {
        try $0.execute("DELETE FROM \(SQLText.identifier(name))")
      }
    }
    try database.putBack()
    #expect(try store.read { try DatabaseImage.of($0, store.engine) } == before)
  }

  @Test func `rows that break the rules of an SQLite file are restored`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/broken.sqlite"
    let store = try SQLiteStore(path: path)
    try store.transaction(.restoration) { session in
      for statement in [
        "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER CHECK (price > 0))",
        "CREATE TABLE lines (id INTEGER PRIMARY KEY, item INTEGER REFERENCES items (id))",
        "CREATE TABLE lost (id INTEGER PRIMARY KEY, item INTEGER REFERENCES gone (id))",
        "INSERT INTO items VALUES (1, 5), (2, -1)", "INSERT INTO lines VALUES (1, 1), (2, 77)",
        "INSERT INTO lost VALUES (1, 5)",
      ] { try session.execute(statement) }
    }
    try checkBrokenRules(store, [], stay: ["items", "lines", "lost"])
    try store.close()
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `rows that break the rules of a PostgreSQL database are restored`() throws {
    let store = try PostgresStore(url: try TemporaryPostgres.shared.get().database())
    try checkBrokenRules(
      store,
      [
        "CREATE TABLE items (id integer PRIMARY KEY, price integer); INSERT INTO items VALUES (1, -5), (2, 3)",
        "CREATE TABLE lines (id integer PRIMARY KEY, item integer); INSERT INTO lines VALUES (1, 77), (2, 1)",
        "ALTER TABLE items ADD CONSTRAINT paid CHECK (price > 0) NOT VALID",
        "ALTER TABLE lines ADD CONSTRAINT known FOREIGN KEY (item) REFERENCES items NOT VALID",
      ], stay: ["lines", "items"])
    try store.close()
  }
}
