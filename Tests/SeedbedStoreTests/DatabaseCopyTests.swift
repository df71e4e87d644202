import Foundation
import SeedbedStore
import SeedbedTestSupport
import Testing

/// Copies of database files, for work that must not touch the originals.
@Suite(.blocking)
struct DatabaseCopyTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func database(_ name: String) throws -> StoreURL {
    let url = try StoreURL(folder.path(name))
    let store = try url.open()
    try store.transaction(.structure) { session in
      try session.execute("CREATE TABLE t (n INTEGER)")
      try session.execute("INSERT INTO t VALUES (1), (2)")
    }
    try store.close()
    return url
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  private func rights(_ path: String) throws -> Int? {
    let status = try FileManager.default.attributesOfItem(atPath: path)
    return (status[.posixPermissions] as? NSNumber)?.intValue
  }

  @Test(arguments: ["shop.sqlite", "a b%3F'\"#?.db", "datenbank-ü", "-x"])
  func `a copy holds the rows, whatever the file is called, and goes without a trace`(name: String)
    throws
  {
    let url = try database(name)
    let copy = try DatabaseCopy(of: url, shownAs: "the database")
    #expect(copy.store.name == "the database")
    #expect(copy.url.target.hasSuffix("/\(name)"))
    _ = try copy.store.transaction { try $0.execute("DELETE FROM t WHERE n = 1") }
    #expect(!copy.isOriginalChanged())
    #expect(try copy.store.read { try $0.rows("SELECT n FROM t") }.count == 1)
    copy.remove()
    #expect(try names() == [name])
    let store = try url.open()
    defer { try? store.close() }
    #expect(try store.read { try $0.rows("SELECT n FROM t") }.count == 2)
  }

  @Test
  func `a link is followed, and the copy lies beside the file`() throws {
    let url = try database("shop.sqlite")
    let links = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: links.path("link.sqlite"), withDestinationPath: url.target)
    let copy = try DatabaseCopy(of: StoreURL(links.path("link.sqlite")), shownAs: "link")
    #expect(copy.url.target.hasSuffix("/shop.sqlite"))
    #expect(try names().count == 3)
    copy.remove()
    #expect(try names() == ["shop.sqlite"])
  }

  @Test
  func `a copy has the rights of the file, and its folder those of the folder`() throws {
    let url = try database("shop.sqlite")
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: url.target)
    try files.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: folder.path)
    let copy = try DatabaseCopy(of: url, shownAs: "shop")
    defer { copy.remove() }
    #expect(try rights(copy.url.target) == 0o640)
    let own = URL(filePath: copy.url.target).deletingLastPathComponent().path
    #expect(try rights(own) == 0o775)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self"), "no /proc"))
  func `a copy of a run at work stays, and one that nobody holds goes`() throws {
    let url = try database("shop.sqlite")
    let first = try DatabaseCopy(of: url, shownAs: "shop")
    let boot = try String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    for name in ["left", "gone"] {
      try folder.write("\(boot) \(name)\n", to: ".seedbed-copy-\(name)-seedbed-lock")
    }
    try folder.write("x", to: ".seedbed-copy-left/shop.sqlite")
    // Killed before it said who it was.
    try folder.write("", to: ".seedbed-copy-first-seedbed-lock")
    // Somebody else's, whatever they are called.
    let others = [".seedbed-copy-1/notes", ".seedbed-copy-2", ".seedbed-copy-3-seedbed-lock"]
    for name in others { try folder.write("x", to: name) }
    try folder.write("", to: ".seedbed-copy-1-seedbed-lock")
    let second = try DatabaseCopy(of: url, shownAs: "shop")
    #expect(try first.store.read { try $0.rows("SELECT n FROM t") }.count == 2)
    first.remove()
    second.remove()
    #expect(
      try names() == [
        ".seedbed-copy-1", ".seedbed-copy-1-seedbed-lock", ".seedbed-copy-2",
        ".seedbed-copy-3-seedbed-lock", "shop.sqlite",
      ])
  }

  @Test
  func `a change of the original is seen`() throws {
    let url = try database("shop.sqlite")
    let copy = try DatabaseCopy(of: url, shownAs: "shop")
    defer { copy.remove() }
    let store = try url.open()
    _ = try store.transaction { try $0.execute("INSERT INTO t VALUES (3)") }
    #expect(copy.isOriginalChanged())
    try store.close()
    #expect(copy.isOriginalChanged())
  }

  @Test
  func `what a proof is at work on is not copied`() throws {
    let url = try database("shop.sqlite")
    let store = try url.open()
    try store.transaction(.structure) { try RowCopies.make(in: $0) }
    try store.close()
    #expect(throws: CopyRefusal.self) { try DatabaseCopy(of: url, shownAs: "shop") }
    #expect(try names() == ["shop.sqlite"])
  }
}
