import SeedbedCore
import SeedbedTestSupport
import Testing

@testable import SeedbedStore

@Suite(.blocking)
struct DatabaseChecksumTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func checksum(_ name: String, _ script: String) throws -> DatabaseChecksum {
    let store = try StoreURL(folder.path("\(name).sqlite")).open()
    defer { try? store.close() }
    try store.transaction { try $0.executeScript(script) }
    return try store.read { try DatabaseChecksum(of: $0, name: name) }
  }

  private let rows = "INSERT INTO a (id, n) VALUES ('x', 1), ('y', 2);"

  @Test
  func `the order of rows, columns and collections does not count`() throws {
    let one = try checksum(
      "one", "CREATE TABLE a (id TEXT, n INT); CREATE TABLE b (c TEXT); \(rows)")
    let other = try checksum(
      "other",
      """
      CREATE TABLE b (c TEXT); CREATE TABLE a (n INT, id TEXT);
      INSERT INTO a (id, n) VALUES ('y', 2), ('x', 1);
      """)
    #expect(one.collections == other.collections)
    #expect(one.checksum == other.checksum)
    #expect(one.collections.map(\.name) == ["a", "b"])
    #expect(one.collections.map(\.count) == [2, 0])
  }

  @Test
  func `a row doubled, a value, the name of a column or of a collection counts`() throws {
    let create = "CREATE TABLE a (id TEXT, n INT); "
    let all = [
      try checksum("1", create + rows), try checksum("2", create + rows + rows),
      try checksum("3", create + rows + "UPDATE a SET n = 3 WHERE id = 'x'"),
      try checksum("4", create + rows + "ALTER TABLE a RENAME COLUMN n TO m"),
      try checksum("5", create + rows + "ALTER TABLE a RENAME TO c"), try checksum("6", create),
    ]
    #expect(Set(all.map(\.checksum)).count == all.count)
  }

  @Test
  func `the store's own collections do not count`() throws {
    let plain = try checksum("plain", "CREATE TABLE a (id TEXT);")
    let marked = try checksum(
      "marked", "CREATE TABLE a (id TEXT); CREATE TABLE seedbed_facts (name TEXT, value TEXT);")
    #expect(plain.checksum == marked.checksum)
  }
}
