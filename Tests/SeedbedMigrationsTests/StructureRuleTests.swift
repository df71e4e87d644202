import SeedbedCore
import Testing

@testable import SeedbedMigrations

/// What an engine would refuse, found in the files.
struct StructureRuleTests {
  private static let parents = """
    - create_collection:
        name: a
        columns:
          id: {type: id, primary_key: true}
          name: {type: text}
          mail: {type: text, unique: true}
          code: {type: text}
        indexes: [{columns: [code], unique: true}]
    """

  /// `line:column message` of each problem of the steps, which follow a collection `a`.
  private func problems(_ steps: String, down: String = "auto") throws -> [String] {
    let project = try MigrationProject([
      "1": "about: A\nup:\n  \(Self.parents.replacing("\n", with: "\n  "))\n",
      "2": "about: B\nup:\n  \(steps.replacing("\n", with: "\n  "))\ndown: \(down)\n",
    ])
    return try MigrationFolder.Reading(at: project.path).allProblems.map { problem in
      let place = problem.location.map { "\($0.line):\($0.column)" } ?? "?"
      return "\(place) \(problem.message.drop { $0 != ":" }.dropFirst(2))"
    }
  }

  @Test(arguments: [
    "bigint, references: a.id", "int, references: a.id", "text, references: a.mail",
    "text, references: a.code", "\"bigint\", nullable: true, references: a.id, on_delete: set_null",
  ])
  func `a foreign key that both engines take is left alone`(column: String) throws {
    #expect(
      try problems(
        "- create_collection: {name: b, columns: {k: {type: text}, n: {type: \(column)}}}")
        == [])
  }

  @Test(arguments: [
    ("text, references: a.id", "3:72 'n' is text and a.id is id"),
    ("text, references: a.name", "3:72 a.name is not unique, so 'n' cannot refer to it"),
    (
      "bigint, references: a.id, on_delete: set_null",
      "3:91 'n' is not nullable, so 'on_delete: set_null' cannot clear it"
    ),
    ("bigint, on_delete: cascade", "3:73 'n' refers to nothing, so 'on_delete' says nothing"),
    ("id", "3:54 'n' is an id, and only a primary key of one column can be"),
    ("enum, values: [x, y, x]", "3:75 the enum of 'n' lists 'x' twice"),
  ])
  func `a column that one of them refuses is told`(column: String, problem: String) throws {
    #expect(
      try problems("- create_collection: {name: b, columns: {n: {type: \(column)}}}") == [problem])
  }

  @Test
  func `a reference to one of two key columns is told`() throws {
    #expect(
      try problems(
        """
        - create_collection:
            name: b
            columns: {x: {type: int, primary_key: true}, y: {type: int, primary_key: true}}
        - create_collection: {name: c, columns: {x: {type: int, references: b.x}}}
        """) == ["6:71 b.x is not unique, so 'x' cannot refer to it"])
  }

  @Test(arguments: [
    (
      "- create_collection: {name: A, columns: {k: {type: text}}}",
      "3:31 collection 'A' differs from 'a' by case only"
    ),
    (
      "- create_collection: {name: b, columns: {k: {type: text}, K: {type: text}}}",
      "3:61 column 'K' differs from 'k' by case only"
    ),
    (
      "- rename_column: {table: a, from: name, to: Mail}",
      "3:47 column 'Mail' differs from 'mail' by case only"
    ),
    (
      "- create_collection: {name: b, columns: {caf\u{E9}: {type: text}, cafe\u{301}: {type: text}}}",
      "3:64 column 'cafe\u{301}' differs from 'caf\u{E9}' by how its letters are composed only"
    ),
    ("- rename_collection: {from: a, to: A}", "3:38 collection 'A' differs from 'a' by case only"),
    ("- create_collection: {name: b, columns: {}}", "3:43 it has no columns"),
    (
      "- create_collection: {name: \"\", columns: {k: {type: text}}}",
      "3:31 a collection has a name, without the character NUL"
    ),
    (
      "- create_collection: {name: b, columns: {\"\": {type: text}}}",
      "3:44 a column has a name, without the character NUL"
    ),
    (
      "- create_collection: {name: SQLite_a, columns: {k: {type: text}}}",
      "3:31 names that start with 'sqlite_' are SQLite's own"
    ),
    (
      "- rename_collection: {from: a, to: sqlite_a}",
      "3:38 names that start with 'sqlite_' are SQLite's own"
    ),
    (
      "- rename_column: {table: a, from: name, to: ctid}",
      "3:47 every table of PostgreSQL has a column 'ctid' of its own"
    ),
    (
      "- update: {table: a, set: {name: \"mail -- all\"}, where: \"id = 1\"}",
      "3:36 a comment or a quote at its end is open, and would hide what follows"
    ),
    (
      "- update: {table: a, set: {name: mail}, where: \"id = 1; DELETE\"}",
      "3:50 an expression has no ';' in it"
    ),
    (
      "- update: {table: a, set: {name: \"\"}}",
      "3:36 there is no expression"
    ),
    (
      "- add_column: {table: a, name: n, type: int, default: 0, check: \"n > 0) OR (n < 0\"}",
      "3:67 a ')' in it closes nothing"
    ),
    (
      "- add_column: {table: a, name: n, type: int, default: 0, check: \"(n > 0\"}",
      "3:67 a '(' in it is not closed"
    ),
    (
      "- add_column: {table: a, name: n, type: int, default: 0, check: \"n > (SELECT 1)\"}",
      "3:67 no engine takes a query in a check"
    ),
    ("- create_index: {table: a, columns: [name, name]}", "3:39 the index names 'name' twice"),
    (
      "- add_column: {table: a, name: n, type: int, default: 0, primary_key: true}",
      "3:73 a column that is added cannot be in the primary key"
    ),
    (
      "- add_column: {table: a, name: n, type: text, nullable: true, references: a.name}",
      "3:77 a.name is not unique, so 'n' cannot refer to it"
    ),
    (
      "- add_column: {table: a, name: n, type: id, nullable: true}",
      "3:43 'n' is an id, and only a primary key of one column can be"
    ),
    (
      "- add_column: {table: a, name: n, type: int, default: 0, check: \"m > 0\"}",
      "3:67 'm' is not a column of a"
    ),
  ])
  func `a step that one of them refuses is told`(step: String, problem: String) throws {
    #expect(try problems(step) == [problem])
  }

  @Test
  func `what is written under down is tried on what the steps made`() throws {
    let step = "- rename_column: {table: a, from: name, to: title}"
    #expect(
      try problems(step, down: "[{rename_column: {table: a, from: title, to: name}}]") == [])
    #expect(
      try problems(step, down: "[{drop_column: {table: a, name: name}}]") == [
        "4:9 'name' is not a column of a"
      ])
  }

  @Test
  func `a name that PostgreSQL would cut is told without the lint`() throws {
    let long = String(repeating: "a", count: 64)
    #expect(
      try problems("- add_column: {table: a, name: \(long), type: int, default: 0}") == [
        "3:34 column '\(long)' has 64 bytes"
      ])
  }
}
