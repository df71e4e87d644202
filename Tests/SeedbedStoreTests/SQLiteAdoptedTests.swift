import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

/// Databases that another tool made.
struct SQLiteAdoptedTests {
  let folder: TemporaryFolder
  let store: SQLiteStore

  init() throws {
    folder = try TemporaryFolder()
    store = try SQLiteStore(path: folder.path("test.sqlite"))
    try store.transaction(.structure) {
      try $0.executeScript(
        """
        CREATE TABLE users (
          id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL DEFAULT 'x', mail TEXT UNIQUE,
          ratio DOUBLE, picture BLOB, active BOOLEAN);
        CREATE INDEX by_name ON users (name DESC);
        INSERT INTO users (id, mail) VALUES (1, 'a'), (2, 'b');
        """)
    }
  }

  @Test
  func `declared types become the nearest portable ones`() throws {
    let schema = try store.read { try $0.schema(of: "users") }
    #expect(
      schema?.columns.map(\.type.description) == [
        "bigint", "text", "text", "float", "bytes", "bool",
      ])
  }

  @Test
  func `a UNIQUE constraint is seen as a unique column and no index`() throws {
    let schema = try store.read { try $0.schema(of: "users") }
    #expect(schema?.column("mail")?.isUnique == true)
    #expect(
      schema?.indexes == [.init(columns: [.init(name: "name", isDescending: true)])])
  }

  @Test
  func `an index with a name of its own can be dropped`() throws {
    let index = CollectionSchema.Index(columns: [.init(name: "name", isDescending: true)])
    try store.transaction(.structure) { try $0.apply(.dropIndex(index, on: "users")) }
    #expect(try store.read { try $0.schema(of: "users")?.indexes } == [])
  }

  @Test
  func `an index with a name of its own survives a rename`() throws {
    try store.transaction(.structure) { session in
      try session.apply(.renameColumn(from: "name", to: "title", in: "users"))
      try session.apply(.renameCollection(from: "users", to: "people"))
    }
    let schema = try store.read { try $0.schema(of: "people") }
    #expect(
      schema?.indexes == [.init(columns: [.init(name: "title", isDescending: true)])])
  }

  @Test
  func `a computed default can be added without losing a constraint`() throws {
    let column = CollectionSchema.Column(name: "seen", type: .timestamp, defaultValue: .now)
    try store.transaction(.structure) { try $0.apply(.addColumn(column, to: "users")) }
    let problem = #expect(throws: Diagnostic.self) {
      try store.transaction { try $0.execute("UPDATE users SET mail = 'a'") }
    }
    #expect(problem?.code == .storeConstraint)
  }
}
