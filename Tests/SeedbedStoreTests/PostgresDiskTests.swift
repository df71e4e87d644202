import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

/// A database on a file system of 16 MB, for which the tests have to be able to mount one.
@Suite(
  .blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
  .enabled(if: SmallDisk.isPossible, "a small file system takes the right to mount one"))
struct PostgresDiskTests {
  @Test
  func `a full disk is named, keeps nothing, and goes on when there is room`() throws {
    let folder = try TemporaryFolder()
    try #require(
      MountTrial.shell(
        """
        mount -t tmpfs -o size=16m tmpfs "$1"
        if [ "$(id -u)" = 0 ]; then
          chown "$(id -un postgres 2>/dev/null || echo nobody)" "$1"
        fi
        """, folder.path))
    let server = try TemporaryPostgres.own()
    defer {
      server.stop()
      _ = MountTrial.shell("umount \"$1\"", folder.path)
    }
    let store = try PostgresStore(url: try server.database())
    // It takes a statement outside any transaction.
    let made = "CREATE TABLESPACE small LOCATION '\(folder.path)'"
    try #require(ProcessRun.run("psql", ["-q", "-d", server.url, "-c", made], in: "/tmp") != nil)
    try store.transaction { session in
      try session.execute("CREATE TABLE filler (t text) TABLESPACE small")
      try session.execute("CREATE TABLE kept (id int PRIMARY KEY, t text) TABLESPACE small")
      try session.execute(
        "INSERT INTO filler SELECT repeat('x', 1000) FROM generate_series(1, 9000)")
    }
    let kept = CollectionSchema(
      name: "kept",
      columns: [
        .init(name: "id", type: .int, isPrimaryKey: true), .init(name: "t", type: .text),
      ])
    var batch = RowBatch(columnCount: 2)
    for id in 1...8000 {
      batch.append(int: Int64(id))
      batch.append(text: String(repeating: "y", count: 1000).utf8)
    }
    let target = InsertTarget(schema: kept, columns: ["id", "t"], conflict: .keep)
    let problem = #expect(throws: Diagnostic.self) {
      _ = try store.transaction { try $0.insert(batch, into: target) }
    }
    #expect(problem?.code == .storeWrite)
    #expect(problem?.message.hasSuffix("has no room or memory left") == true)
    #expect(problem?.cause?.contains("No space left on device") == true)
    #expect(try store.read { try $0.rows("SELECT id FROM kept").count } == 0)
    try store.transaction { _ = try $0.execute("DROP TABLE filler") }
    try store.transaction { _ = try $0.execute("TRUNCATE kept") }
    let outcome = try store.transaction { try $0.insert(batch, into: target) }
    #expect(outcome.written == 8000)
  }
}

/// A file system of a few megabytes, where this process may mount one.
private enum SmallDisk {
  static let isPossible: Bool = {
    guard let folder = try? TemporaryFolder() else { return false }
    return MountTrial.shell("mount -t tmpfs -o size=1m tmpfs \"$1\" && umount \"$1\"", folder.path)
  }()
}
