import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

/// Defaults of tables this product did not make.
struct SQLiteDefaultTests {
  private func read(_ definition: String) throws -> CollectionSchema.Default? {
    let folder = try TemporaryFolder()
    let store = try StoreURL("\(folder.path)/test.sqlite").open()
    try store.transaction { try $0.executeScript("CREATE TABLE t (n TEXT, c \(definition))") }
    return try store.read { try $0.schema(of: "t") }?.column("c")?.defaultValue
  }

  @Test(arguments: [
    ("TEXT DEFAULT 'it''s'", Value.text("it's")), ("TEXT DEFAULT (('a'))", .text("a")),
    ("INTEGER DEFAULT -5", .int(-5)), ("INTEGER DEFAULT (0)", .int(0)),
    ("BOOLEAN DEFAULT TRUE", .bool(true)), ("TEXT DEFAULT \"a\"", .text("a")),
    ("REAL DEFAULT 1.5e3", .float(1500)), ("TEXT DEFAULT word", .text("word")),
    ("TEXT DEFAULT NULL", .null), ("BLOB DEFAULT X'00ff'", .bytes([0, 255])),
  ])
  func `a literal is read as its value`(definition: String, value: Value) throws {
    #expect(try read(definition) == .value(value))
  }

  @Test(arguments: [
    "TEXT DEFAULT CURRENT_TIMESTAMP", "TEXT DEFAULT current_date", "TEXT DEFAULT (lower('A'))",
    "INTEGER DEFAULT (1 + 1)", "TEXT DEFAULT ('a' || 'b')",
  ])
  func `what the engine computes is an expression`(definition: String) throws {
    guard case .expression = try read(definition) else {
      Issue.record("\(definition) is read as a literal")
      return
    }
  }
}
