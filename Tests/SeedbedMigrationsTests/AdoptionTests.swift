import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedMigrations

/// A table that somebody else made, beside the migration that says what it should be.
struct AdoptionTests {
  private func differences(
    _ columns: String, from sql: String, on store: any Store, _ project: MigrationProject
  ) throws -> [String] {
    try store.transaction(.structure) { try $0.executeScript(sql) }
    try project.write(
      """
      about: A
      require: [{no_table: a, else: adopt}]
      up:
        - create_collection: {name: a, columns: {\(columns)}}
      """, to: "1")
    let failure = try project.apply(to: store).failure
    return failure.map { $0.message.split(separator: "\n  ").dropFirst().map(String.init) } ?? []
  }

  private static let key = "id: {type: text, primary_key: true}"

  @Test(arguments: [
    ("t: {type: text, default: \"\"}", "t TEXT NOT NULL DEFAULT ('')"),
    ("t: {type: int, default: 0}", "t INT NOT NULL DEFAULT (0)"),
    ("t: {type: bool, default: true}", "t BOOLEAN NOT NULL DEFAULT TRUE"),
    ("t: {type: timestamp}", "t DATETIME NOT NULL"),
    ("t: {type: \"decimal(10,2)\"}", "t NUMERIC(10, 2) NOT NULL"),
    ("t: {type: date, nullable: true}", "t DATE"),
    ("t: {type: text, check: \"t <> ')'\"}", "t TEXT NOT NULL CHECK ((\"t\"!=')'))"),
  ])
  func `what is equal on SQLite is adopted`(column: String, sql: String) throws {
    let project = try MigrationProject()
    let type = column.contains("type: int") ? column.replacing("int", with: "bigint") : column
    #expect(
      try differences(
        "\(Self.key), \(type)", from: "CREATE TABLE a (id TEXT PRIMARY KEY, \(sql))",
        on: project.store(), project) == [])
  }

  @Test(arguments: [
    (
      "t: {type: text, default: \"\"}", "t TEXT NOT NULL",
      "column 't' has no default, not the default ''"
    ),
    (
      "t: {type: text, default: never}", "t TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP",
      "column 't' has the default CURRENT_TIMESTAMP, not the default 'never'"
    ),
    (
      "t: {type: text, check: \"t = 'a'\"}", "t TEXT NOT NULL CHECK (t = 'b')",
      "column 't' has the check (t = 'b'), not (t = 'a')"
    ),
    (
      "t: {type: text}", "t TEXT NOT NULL CHECK (t <> '')",
      "the check (t <> '') is there and not in the migration"
    ),
    ("t: {type: text}", "t TEXT NOT NULL COLLATE NOCASE", "column 't' is collated NOCASE"),
    ("t: {type: text}", "t TEXT NOT NULL UNIQUE", "column 't' is unique"),
    (
      "t: {type: text}", "t TEXT NOT NULL); CREATE UNIQUE INDEX u ON a (t",
      "(t) is unique there and not in the migration"
    ),
    (
      "t: {type: text}", "t TEXT NOT NULL); CREATE UNIQUE INDEX u ON a (t) WHERE (t > 'm'",
      "unique index 'u' of some rows or of an expression is there"
    ),
    (
      "t: {type: text}",
      "t TEXT NOT NULL); CREATE TRIGGER g AFTER INSERT ON a BEGIN SELECT 1; END; SELECT (1",
      "trigger 'g' is there"
    ),
  ])
  func `what differs on SQLite is named on both sides`(
    column: String, sql: String, difference: String
  ) throws {
    let project = try MigrationProject()
    #expect(
      try differences(
        "\(Self.key), \(column)", from: "CREATE TABLE a (id TEXT PRIMARY KEY, \(sql))",
        on: project.store(), project) == ["a: \(difference)"])
  }

  @Test(
    .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
    arguments: [
      ("t: {type: text, default: x}", "t varchar(9) NOT NULL DEFAULT 'x'"),
      ("t: {type: int}", "t smallint NOT NULL"),
      ("t: {type: timestamp}", "t timestamp(6) NOT NULL"),
      ("t: {type: time}", "t time(3) NOT NULL"),
      ("t: {type: \"decimal(9,2)\"}", "t numeric NOT NULL"),
      ("t: {type: int, check: \"t > 0 and t <> 7\"}", "t int NOT NULL CHECK ((t>0) AND t<>7)"),
      ("t: {type: timestamp, default: now}", "t timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP"),
      ("t: {type: int, default: -5}", "t int NOT NULL DEFAULT -5"),
      ("t: {type: bigint}", "t bigserial"),
    ])
  func `what is equal on PostgreSQL is adopted`(column: String, sql: String) throws {
    let project = try MigrationProject()
    let store = try StoreURL(TemporaryPostgres.shared.get().database()).open()
    #expect(
      try differences(
        "\(Self.key), \(column)", from: "CREATE TABLE a (id text PRIMARY KEY, \(sql))", on: store,
        project) == [])
  }

  @Test(
    .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
    arguments: [
      (
        "t: {type: text, default: \"\"}", "t text NOT NULL DEFAULT current_user",
        "column 't' has the default CURRENT_USER, not the default ''"
      ),
      (
        "t: {type: int, check: \"t > 0\"}", "t int NOT NULL CHECK (t > 1)",
        "column 't' has the check ((t > 1)), not (t > 0)"
      ),
      (
        "t: {type: int}", "t int NOT NULL, UNIQUE (id, t)",
        "(id, t) is unique there and not in the migration"
      ),
      (
        "t: {type: text}", "t text NOT NULL); CREATE UNIQUE INDEX u ON a (lower(t)",
        "unique index 'u' of some rows or of an expression is there"
      ),
    ])
  func `what differs on PostgreSQL is named on both sides`(
    column: String, sql: String, difference: String
  ) throws {
    let project = try MigrationProject()
    let store = try StoreURL(TemporaryPostgres.shared.get().database()).open()
    #expect(
      try differences(
        "\(Self.key), \(column)", from: "CREATE TABLE a (id text PRIMARY KEY, \(sql))", on: store,
        project) == ["a: \(difference)"])
  }

  @Test
  func `the plan says what would be adopted`() throws {
    let project = try MigrationProject()
    let store = try project.store()
    #expect(
      try differences(Self.key, from: "CREATE TABLE a (id INT)", on: store, project).count == 3)
    var plan = MigrationPlan(for: try project.read().migrations, after: [])
    try store.read { try plan.lookUp(in: $0) }
    #expect(plan.instead == ["1": .adopt])
  }

  @Test
  func `a file that would be passed over is named`() throws {
    let project = try MigrationProject()
    let path = "\(project.path)/2.yml"
    #expect(FileManager.default.createFile(atPath: path, contents: Data("about: B".utf8)))
    #expect(
      project.problems() == """
        2.yml is not read
          help: a migration's file ends in .yaml; rename it
        """)
  }
}
