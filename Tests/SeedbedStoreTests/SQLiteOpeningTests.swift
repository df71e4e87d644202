import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

struct SQLiteOpeningTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test
  func `a file that is not there is created`() throws {
    try SQLiteStore(path: folder.path("new.sqlite")).close()
    #expect(FileManager.default.fileExists(atPath: folder.path("new.sqlite")))
  }

  @Test
  func `a file that is no database is left alone and named`() throws {
    let text = String(repeating: "name,email\nada,ada@example.com\n", count: 40)
    let path = try folder.write(text, to: "users.csv")
    let problem = #expect(throws: Diagnostic.self) { try SQLiteStore(path: path) }
    #expect(problem?.code == .storeOpen)
    #expect(problem?.message == "\(path) is not an SQLite database")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test
  func `a database that is damaged is named as such, whether it is to be read or written`() throws {
    let path = folder.path("test.sqlite")
    let store = try SQLiteStore(path: path)
    try store.transaction(.structure) { try $0.executeScript("CREATE TABLE people (id int)") }
    try store.close()
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.seek(toOffset: 100)
    try file.write(contentsOf: Data(repeating: 255, count: 400))
    try file.close()
    for open in [{ try SQLiteStore(path: path) }, { try SQLiteStore(reading: path) }] {
      let problem = #expect(throws: Diagnostic.self) {
        try open().read { _ = try $0.collectionNames() }
      }
      #expect(problem?.message == "\(path) is not a sound SQLite database")
    }
  }

  @Test
  func `a missing folder is told, and not made`() throws {
    let path = folder.path("missing/test.sqlite")
    let problem = #expect(throws: Diagnostic.self) { try SQLiteStore(path: path) }
    #expect(problem?.code == .storeOpen)
    #expect(problem?.message == "cannot open or create the database \(path)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("missing")))
  }

  // Tests may run as root, whom no rights hold back: nobody can write under a file, or into /proc.
  @Test(arguments: ["/dev/null/test.sqlite", "/proc/test.sqlite"])
  func `a folder that cannot be written is told`(path: String) throws {
    let problem = #expect(throws: Diagnostic.self) { try SQLiteStore(path: path) }
    #expect(problem?.code == .storeOpen)
    #expect(problem?.help == "check that the folder exists and can be written")
  }

  @Test
  func `a folder in place of a file is told`() throws {
    let path = folder.path
    let problem = #expect(throws: Diagnostic.self) { try SQLiteStore(path: path) }
    #expect(problem?.code == .storeOpen)
  }

  @Test
  func `several may create the same file at once`() async throws {
    let path = folder.path("test.sqlite")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 {
        group.addTask {
          let store = try SQLiteStore(path: path, busyTimeout: 60)
          _ = try store.transaction(.structure) { try $0.ensure(Self.facts) }
          try store.close()
        }
      }
      try await group.waitForAll()
    }
  }

  private static let facts = CollectionSchema(
    name: "facts", columns: [.init(name: "name", type: .text, isPrimaryKey: true)])

  @Test
  func `a store that was closed says so`() throws {
    let store = try SQLiteStore(path: folder.path("test.sqlite"))
    try store.close()
    let problem = #expect(throws: Diagnostic.self) {
      try store.read { try $0.collectionNames() }
    }
    #expect(problem?.cause?.contains("closed") == true)
  }
}
