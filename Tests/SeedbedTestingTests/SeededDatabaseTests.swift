import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import SeedbedTesting
import Testing

struct SeededDatabaseTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func database(in folder: TemporaryFolder) throws -> SeededDatabase {
    try SeededDatabase(
      migrations: root.appending(path: "migrations").path(percentEncoded: false),
      seeds: root.appending(path: "seeds").path(percentEncoded: false), set: "demo",
      in: folder.path)
  }

  private static func projects(in database: SeededDatabase) throws -> Int64? {
    try database.store.read { try $0.rows("SELECT count(*) AS n FROM projects") }.first?.integer(
      "n")
  }

  @Test
  func `a test changes its own database and no other`() throws {
    let folder = try TemporaryFolder()
    let first = try Self.database(in: folder)
    let second = try Self.database(in: folder)
    _ = try first.store.transaction { try $0.execute("DELETE FROM projects") }
    #expect(try Self.projects(in: first) == 0)
    #expect(try Self.projects(in: second) == 10)
  }

  @Test
  func `one template serves them all, and databases go with their tests`() throws {
    let folder = try TemporaryFolder()
    var path = ""
    do {
      let database = try Self.database(in: folder)
      path = String(database.url.dropFirst("sqlite:".count))
      #expect(FileManager.default.fileExists(atPath: path))
      _ = try Self.database(in: folder)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left == ["seedbed-templates"])
    let templates = try FileManager.default.contentsOfDirectory(
      atPath: "\(folder.path)/seedbed-templates")
    #expect(templates.count == 1)
  }

  @Test
  func `it has the test mark`() throws {
    let folder = try TemporaryFolder()
    let database = try Self.database(in: folder)
    #expect(try database.store.read { try TestMark.name(in: $0.session) } == "test")
  }
}
