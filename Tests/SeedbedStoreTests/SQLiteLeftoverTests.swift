import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

/// Files as programs that were stopped leave them, and files with more than one name.
@Suite(.blocking)
struct SQLiteLeftoverTests {
  private let folder: TemporaryFolder
  private var left: String { folder.path("left.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func store() throws -> SQLiteStore {
    let store = try SQLiteStore(path: folder.path("live.sqlite"))
    try store.transaction(.structure) { session in
      try session.execute("CREATE TABLE t (n INTEGER, text TEXT)")
      for number in 0..<500 {
        try session.execute(
          "INSERT INTO t VALUES ($1, $2)",
          [.int(Int64(number)), .text(String(repeating: "x", count: 500))]
        )
      }
    }
    return store
  }

  /// Copies a database as a program leaves it that is stopped now.
  private func leave(_ endings: String...) throws {
    for ending in endings {
      try FileManager.default.copyItem(
        atPath: folder.path("live.sqlite\(ending)"), toPath: left + ending)
    }
  }

  /// A database in the middle of whose change its program was stopped, with a journal beside it.
  private func leaveJournal() throws {
    struct Stopped: Error {}
    let store = try store()
    try store.runAlone("PRAGMA journal_mode = DELETE")
    try store.runAlone("PRAGMA cache_size = 5")
    #expect(throws: Stopped.self) {
      try store.transaction { session in
        try session.execute("UPDATE t SET n = -1, text = 'y' || text")
        try leave("", "-journal")
        throw Stopped()
      }
    }
    try store.close()
  }

  private func bytes() throws -> [Data] {
    try ["", "-wal"].map { try Data(contentsOf: URL(filePath: left + $0)) }
  }

  @Test
  func `a database whose change was not ended is named as such, and one that writes takes it back`()
    throws
  {
    try leaveJournal()
    let opens: [() throws -> Any] = [
      { try SQLiteStore(reading: left) },
      { try SQLiteStore(reading: left, whileOthersWrite: true) },
      { try SQLiteFileReader(path: left) }, { try StoreURL(left).openForRehearsal() },
    ]
    for open in opens {
      let problem = #expect(throws: Diagnostic.self) { _ = try open() }
      #expect(
        problem?.message == """
          cannot read the database \(left): a program was stopped in the middle of a change, and what stood \
          there before lies in \(left)-journal
          """)
      #expect(problem?.help?.contains("sqlite3 \(left) .tables") == true)
    }
    let refusal = #expect(throws: CopyRefusal.self) {
      try DatabaseCopy(of: StoreURL(left), shownAs: "left")
    }
    #expect(refusal?.reason.contains("stopped in the middle of a change") == true)
    let store = try SQLiteStore(path: left)
    #expect(try store.read { try $0.rows("SELECT n FROM t WHERE n < 0") }.isEmpty)
    try store.close()
    #expect(try SQLiteStore(reading: left).read { try $0.rows("SELECT n FROM t") }.count == 500)
  }

  @Test(arguments: [["", "-wal"], ["", "-wal", "-shm"]])
  func `changes that wait beside a database are read, and wait there still`(endings: [String])
    throws
  {
    let live = try store()
    for ending in endings { try leave(ending) }
    try live.close()
    let before = try bytes()
    #expect(before[1].count > 0)
    #expect(try SQLiteStore(reading: left).read { try $0.rows("SELECT n FROM t") }.count == 500)
    let copy = try DatabaseCopy(of: StoreURL(left), shownAs: "left")
    #expect(try copy.store.read { try $0.rows("SELECT n FROM t") }.count == 500)
    #expect(!copy.isOriginalChanged())
    copy.remove()
    #expect(try bytes() == before)
  }

  @Test
  func `a file with two names is read under both, and written under none`() throws {
    try store().close()
    try FileManager.default.linkItem(atPath: folder.path("live.sqlite"), toPath: left)
    for path in [left, folder.path("live.sqlite")] {
      let problem = #expect(throws: Diagnostic.self) { try SQLiteStore(path: path) }
      #expect(
        problem?.message == """
          \(path) has 2 names (hard links), and programs that write it under two of them damage it
          """)
      #expect(throws: CopyRefusal.self) { try DatabaseCopy(of: StoreURL(path), shownAs: "it") }
      #expect(try SQLiteStore(reading: path).read { try $0.rows("SELECT n FROM t") }.count == 500)
    }
    try FileManager.default.removeItem(atPath: left)
    try SQLiteStore(path: folder.path("live.sqlite")).close()
  }
}
