import Foundation
import SeedbedStore
import SeedbedTestSupport
import Testing

/// What a verification that was killed left changed has a command that settles it, whatever stands in the way.
@Suite(.blocking)
struct DatabaseRestoreTests {
  private let folder: TemporaryFolder
  private let root: URL

  init() throws {
    folder = try TemporaryFolder()
    root = URL(filePath: folder.path).appending(path: "project")
    try FileManager.default.copyItem(
      at: CaseTests.folder.appending(path: "a-new-project/input"), to: root)
    let made = try seedbed("migrate", "up", "--test")
    #expect(made.status == 0, "\(made.errors)")
    try onStore { store in
      try store.transaction {
        try $0.executeScript(
          """
          CREATE TABLE notes (id integer PRIMARY KEY, body text);
          INSERT INTO notes VALUES (3, 'first'), (7, 'second');
          INSERT INTO accounts (id, email) VALUES ('ada', 'ada@example.com');
          """)
      }
      // What a kill leaves: the copies, and rows that are other ones.
      try store.transaction(.structure) { try RowCopies.make(in: $0) }
      try store.transaction {
        try $0.executeScript("DELETE FROM accounts; DELETE FROM notes WHERE id = 3;")
      }
    }
  }

  private func seedbed(_ arguments: String...) throws -> Invocation {
    try Invocation.seedbed(arguments, in: root)
  }

  private func onStore<Result>(_ body: (any Store) throws -> Result) throws -> Result {
    let store = try StoreURL("sqlite:\(root.path(percentEncoded: false))/shop.sqlite").open()
    defer { try? store.close() }
    return try body(store)
  }

  private func count(_ table: String) throws -> Int64? {
    try onStore { store in
      try store.read { try $0.rows("SELECT count(*) AS n FROM \(table)").first?.integer("n") }
    }
  }

  @Test func `db restore restores the rows, and says so`() throws {
    let restored = try seedbed("db", "restore")
    #expect(restored.status == 0, "\(restored.errors)")
    #expect(
      restored.output == "restored the rows of shop.sqlite that a verification left changed\n")
    #expect(try count("notes") == 2)
    #expect(try count("accounts") == 1)
    let again = try seedbed("db", "restore", "--json")
    #expect(again.status == 0)
    #expect(again.output.contains("\"lost\": []"))
  }

  @Test func `a copy of the database keeps its rows until somebody says what it is`() throws {
    try FileManager.default.copyItem(
      at: root.appending(path: "shop.sqlite"), to: root.appending(path: "copy.sqlite"))
    for arguments in [["migrate", "up"], ["db", "restore"]] {
      let refused = try Invocation.seedbed(arguments + ["--database", "copy.sqlite"], in: root)
      #expect(refused.status == 3)
      #expect(refused.errors.contains("copy.sqlite was copied from another database while"))
      #expect(
        refused.errors.contains(
          "'seedbed db restore --database copy.sqlite --i-know-this-is copy.sqlite'"))
    }
    let kept = try seedbed(
      "db", "restore", "--give-up", "--database", "copy.sqlite", "--i-know-this-is", "copy.sqlite")
    #expect(kept.status == 0, "\(kept.errors)")
    #expect(kept.output.contains("notes, where 1 row of before is missing"))
    #expect(try seedbed("migrate", "up", "--database", "copy.sqlite").status == 0)
    #expect(try seedbed("db", "restore").status == 0)
    #expect(try count("notes") == 2)
  }

  @Test func `a check of a copied database names the command that settles it`() throws {
    try FileManager.default.copyItem(
      at: root.appending(path: "shop.sqlite"), to: root.appending(path: "copy.sqlite"))
    let checked = try seedbed("db", "check", "--database", "copy.sqlite")
    #expect(checked.status == 1)
    #expect(checked.output.contains("copy.sqlite was copied from another database while"))
    #expect(checked.errors.contains("copy.sqlite was copied from another database while"))
    #expect(
      !(checked.output + checked.errors).contains("'seedbed db restore --database copy.sqlite'"))
    let command = try #require(
      checked.output.firstMatch(of: /'(seedbed db restore --database copy.sqlite --i-[^']*)'/)
    ).output.1
    let restored = try Invocation.shell(String(command), in: root)
    #expect(restored.status == 0, "\(restored.errors)")
    #expect(try seedbed("db", "check", "--database", "copy.sqlite").status == 0)
    #expect(try seedbed("db", "check").output.contains("'seedbed db restore' restores them"))
  }

  @Test func `rows that cannot be restored are named, and given up only on request`() throws {
    try onStore { store in
      try store.transaction(.structure) { try $0.executeScript("DROP TABLE notes;") }
    }
    for arguments in [["seed", "load"], ["db", "restore"]] {
      let refused = try Invocation.seedbed(arguments, in: root)
      #expect(refused.status == 3)
      #expect(refused.errors.contains("notes, where 2 rows of before are missing"))
      #expect(refused.errors.contains("seedbed db restore --give-up"))
    }
    let given = try seedbed("db", "restore", "--give-up")
    #expect(given.status == 0, "\(given.errors)")
    #expect(given.output.contains("notes, where 2 rows of before are missing"))
    #expect(try count("accounts") == 1)
    #expect(try seedbed("db", "status").status == 0)
    #expect(try seedbed("migrate", "up").status == 0)
  }
}
