import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Synchronization
import Testing

/// Rows without their parents, old and new.
@Suite(.blocking)
struct SQLiteOrphanTests {
  private final class Heard: Sendable {
    let texts = Mutex<[String]>([])
  }

  private let folder: TemporaryFolder
  private let store: SQLiteStore
  private let heard = Heard()

  init() throws {
    folder = try TemporaryFolder()
    let heard = heard
    store = try SQLiteStore(path: folder.path("test.sqlite")) { text in
      heard.texts.withLock { $0.append(text) }
    }
    try store.runAlone("PRAGMA foreign_keys = OFF")
    try store.transaction {
      try $0.executeScript(
        """
        CREATE TABLE p (id TEXT PRIMARY KEY);
        CREATE TABLE c (a TEXT, b INT, p TEXT REFERENCES p (id), PRIMARY KEY (a, b));
        CREATE TABLE d (id INTEGER PRIMARY KEY, p TEXT REFERENCES p (id)) WITHOUT ROWID;
        """)
    }
    try store.runAlone("PRAGMA foreign_keys = OFF")
    _ = try store.transaction {
      // A script would have the keys on.
      try $0.execute("INSERT INTO c VALUES ('x', 1, 'gone')")
      try $0.execute("INSERT INTO d VALUES (1, 'gone')")
    }
    try store.runAlone("PRAGMA foreign_keys = ON")
  }

  private func change(_ sql: String) throws {
    try store.transaction(.structure) { try $0.executeScript(sql) }
  }

  /// SQLite's locks are the process's, and go with any descriptor of the file that it closes.
  @Test(
    .enabled(if: ProcessRun.run("python3", ["-c", ""], in: "/tmp") != nil, "there is no python3"))
  func `looking for old ones takes no lock off the file, and neither does reading it by a link`()
    throws
  {
    let isLocked = """
      import fcntl, sys
      try:
          fcntl.lockf(open(sys.argv[1], "r+b"), fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
      except BlockingIOError:
          sys.exit(0)
      sys.exit(1)
      """
    func lockStands() -> Bool {
      ProcessRun.run("python3", ["-c", isLocked, folder.path("test.sqlite")], in: folder.path)
        != nil
    }
    #expect(lockStands())
    try change("CREATE TABLE e (id INT)")
    #expect(lockStands())
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.sqlite"), withDestinationPath: folder.path("test.sqlite"))
    for _ in 0..<2 {
      _ = try SQLiteFileReader(path: folder.path("link.sqlite")).query(ofTable: "c")
      let reading = try SQLiteStore(reading: folder.path("link.sqlite"))
      try reading.close()
    }
    #expect(lockStands())
    try store.close()
    #expect(!lockStands())
  }

  @Test func `old ones are named once and stand in nobody's way`() throws {
    try change("CREATE TABLE e (id INT)")
    try change("UPDATE c SET b = b")
    #expect(
      heard.texts.withLock { $0 } == [
        """
        a row of c refers to a row of p that is not there: a 'x', b '1', p 'gone', and 1 more; it was \
        so before
        """
      ])
  }

  @Test func `a table that is renamed takes them along`() throws {
    try change("ALTER TABLE c RENAME TO c2; ALTER TABLE c2 RENAME COLUMN p TO q")
    #expect(try store.read { try $0.rows("SELECT q FROM c2") }.count == 1)
  }

  @Test(arguments: [
    ("INSERT INTO c VALUES ('x', 2, 'gone')", "a 'x', b '2', p 'gone'"),
    ("UPDATE c SET p = 'lost'", "a 'x', b '1', p 'lost'"),
    ("INSERT INTO c VALUES ('x', 2, 'ada@example.com')", "a 'x', b '2', p 'a… (15 characters)'"),
  ])
  func `new ones are refused and named`(sql: String, words: String) throws {
    let problem = #expect(throws: Diagnostic.self) { try change(sql) }
    #expect(
      problem?.message
        == "a row of c refers to a row of p that is not there: \(words)")
    #expect(try store.read { try $0.rows("SELECT 1 AS one FROM c") }.count == 1)
  }

  @Test func `their number counts where rows have no number`() throws {
    #expect(throws: Diagnostic.self) { try change("INSERT INTO d VALUES (2, 'gone')") }
    try change("DELETE FROM d; DELETE FROM c")
  }
}
