import SeedbedCore
import Testing

@testable import SeedbedMigrations

struct LintTests {
  /// `severity line:column code message` of each finding.
  private func findings(_ steps: String, head: String = "") throws -> [String] {
    let project = try MigrationProject(["1": "about: A change\n\(head)up:\n\(steps)"])
    return try MigrationFolder.lint(at: project.path).findings.map { finding in
      let place = finding.diagnostic.location.map { "\($0.line):\($0.column)" } ?? "?"
      return "\(finding.severity) \(place) \(finding.diagnostic.code) \(finding.diagnostic.message)"
    }
  }

  private static let long = String(repeating: "a", count: 62)

  @Test
  func `a plain migration is found sound`() throws {
    #expect(
      try findings(
        """
          - create_collection:
              name: accounts
              columns:
                id: {type: text, primary_key: true}
                total: {type: int, check: "coalesce(total, 0) >= 0"}
              indexes: [{columns: [total]}]
          - sql: {sqlite: skip, postgres: ANALYZE accounts}
        """) == [])
  }

  @Test
  func `an sql step that leaves PostgreSQL out is a warning`() throws {
    #expect(
      try findings("  - sql: {sqlite: ANALYZE, postgres: skip}") == [
        "warning 3:38 lint.sql-skips-postgres this step does nothing on PostgreSQL"
      ])
  }

  @Test
  func `names that PostgreSQL would cut are errors, each where it is made`() throws {
    let long = Self.long
    #expect(
      try findings(
        """
          - create_collection:
              name: t
              columns:
                id: {type: text, primary_key: true}
                \(long)ab: {type: text}
              indexes: [{columns: [\(long)ab]}]
          - rename_column: {table: t, from: \(long)ab, to: b}
          - rename_collection: {from: t, to: \(long)cd}
        """) == [
          "error 7:9 lint.long-name column '\(long)ab' has 64 bytes",
          "error 10:38 lint.long-name collection '\(long)cd' has 64 bytes",
        ])
  }

  @Test
  func `two names that are the same once they are cut are told`() throws {
    let long = Self.long
    #expect(
      try findings(
        """
          - create_collection: {name: \(long)xy, columns: {id: {type: text, primary_key: true}}}
          - create_collection: {name: \(long)xz, columns: {id: {type: text, primary_key: true}}}
        """) == [
          "error 3:31 lint.long-name collection '\(long)xy' has 64 bytes",
          "error 4:31 lint.long-name collection '\(long)xz' has 64 bytes",
          "error 4:31 lint.same-name collection '\(long)xz' has the same first 63 bytes as '\(long)xy'",
        ])
  }

  @Test
  func `an index with the name of a collection is told`() throws {
    #expect(
      try findings(
        """
          - create_collection: {name: a_b_idx, columns: {id: {type: text, primary_key: true}}}
          - create_collection:
              name: a
              columns: {b: {type: text, primary_key: true}}
              indexes: [{columns: [b]}]
        """) == [
          "error 7:27 lint.same-name index 'a_b_idx' has the name of another index or collection"
        ])
  }

  @Test
  func `functions of SQLite are told where every engine reads the SQL`() throws {
    #expect(
      try findings(
        """
          - create_collection:
              name: accounts
              columns:
                id: {type: text, primary_key: true}
                n: {type: int, check: "ifnull (n, 0) > 0 AND 'hex(1)' <> ''"}
          - update: {table: accounts, set: {n: "IFNULL(n, 1)"}, where: "typeof(n) = 'x'"}
          - sql: {sqlite: "SELECT ifnull(1, 2)", postgres: SELECT 1}
        """) == [
          "error 7:31 lint.sqlite-function PostgreSQL has no function ifnull()",
          "error 8:40 lint.sqlite-function PostgreSQL has no function ifnull()",
          "error 8:64 lint.sqlite-function PostgreSQL has no function typeof()",
        ])
  }

  @Test
  func `what stands against distribution is among the findings`() throws {
    #expect(
      try findings(
        """
          - create_collection:
              name: events
              columns: {id: {type: text}, mark: {type: text, unique: true}}
              distribute: {by: id}
        """, head: "require: [{no_table: events, else: adopt}]\n") == [
          "warning 5:13 lint.no-primary-key events is spread over nodes and has no primary key",
          "warning 5:13 lint.adopted-not-distributed events is not spread over nodes where it is adopted",
          "error 6:62 migration.distribution cannot create collection events: 'mark' can be unique only "
            + "together with 'id', by which it is distributed",
        ])
  }

  @Test
  func `a file that is wrong in another way is an error, not a finding`() throws {
    #expect(throws: Diagnostics.self) {
      try findings("  - drop_collection: {name: nothing}")
    }
  }

  @Test
  func `a name is cut between characters`() {
    let name = String(repeating: "é", count: 32)
    #expect(PostgresName.cut(name).utf8.count == 62)
    #expect(PostgresName.cut("short") == "short")
  }
}
