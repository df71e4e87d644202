import SeedbedCore
import Testing

@testable import SeedbedMigrations

struct ChecksumTests {
  private static let text = """
    about: Accounts
    up:
      - create_collection:
          name: accounts
          columns:
            id: {type: text, primary_key: true}
            age: {type: int, default: 10}
    """

  private func checksum(of text: String) throws -> Checksum {
    let project = try MigrationProject(["1": text])
    return try #require(try project.read().migrations.first).checksum
  }

  @Test func `comments and spacing do not count`() throws {
    let other = """
      # What there is.
      about:    Accounts

      up:
      - create_collection:
          name:  accounts   # people
          columns:
            id:   { type: text,   primary_key: true }
            age:
              type: int
              default: 10
      """
    #expect(try checksum(of: other) == checksum(of: Self.text))
  }

  @Test func `the order of keys does not count`() throws {
    let other = Self.text.replacing("{type: int, default: 10}", with: "{default: 10, type: int}")
    #expect(try checksum(of: other) == checksum(of: Self.text))
  }

  @Test func `what the migration is for does not count`() throws {
    let other = Self.text.replacing("about: Accounts", with: "about: People")
    #expect(try checksum(of: other) == checksum(of: Self.text))
  }

  @Test(arguments: [
    ("type: int", "type: bigint"), ("default: 10", "default: 11"), ("age:", "years:"),
    (", default: 10", ""),
  ])
  func `a change of meaning counts`(old: String, new: String) throws {
    #expect(
      try checksum(of: Self.text.replacing(old, with: new)) != checksum(of: Self.text))
  }

  @Test func `the order of steps counts`() throws {
    let first = """
      about: Two
      up:
        - sql: {sqlite: SELECT 1, postgres: skip}
        - sql: {sqlite: SELECT 2, postgres: skip}
      """
    let second = """
      about: Two
      up:
        - sql: {sqlite: SELECT 2, postgres: skip}
        - sql: {sqlite: SELECT 1, postgres: skip}
      """
    #expect(try checksum(of: first) != checksum(of: second))
  }
}
