import SeedbedCore
import Testing

@testable import SeedbedMigrations

struct MigrationProblemTests {
  @Test func `problems of all files are told at once with place and caret`() throws {
    let project = try MigrationProject([
      "1": """
      about: Accounts
      up:
        - create_collection:
            name: accounts
            columns:
              id: {type: text, primry_key: true}
              age: {type: timestmp}
      """,
      "2": """
      about: Orders
      up:
        - create_collection:
            name: orders
            columns:
              id: {type: text, primary_key: true}
              account_id: {type: text, references: acounts.id}
            indexes:
              - {columns: [acount_id]}
        - add_column: {table: accounts, name: age, type: int, default: 0}
      """,
    ])
    #expect(
      project.problems() == """
        1.yaml:6:26: unknown key 'primry_key' in column; did you mean 'primary_key'?
          6 |         id: {type: text, primry_key: true}
            |                          ^^^^^^^^^^
        1.yaml:7:21: 'timestmp' is not a column type; did you mean 'timestamp'?
          7 |         age: {type: timestmp}
            |                     ^^^^^^^^
          help: types: id int bigint text bool float decimal(p,s) bytes date time timestamp uuid json enum
        2.yaml:7:46: cannot create collection orders: there is no collection 'acounts'; did you mean \
        'accounts'?
          7 |         account_id: {type: text, references: acounts.id}
            |                                              ^^^^^^^^^^
        2.yaml:9:21: cannot create collection orders: 'acount_id' is not a column of orders; did you \
        mean 'account_id'?
          9 |         - {columns: [acount_id]}
            |                     ^
        2.yaml:10:5: cannot add column accounts.age: accounts has a column 'age' already
          10 |   - add_column: {table: accounts, name: age, type: int, default: 0}
             |     ^^^^^^^^^^
        """)
  }

  @Test func `what a database took already is not judged again`() throws {
    let project = try MigrationProject([
      "1": """
      about: Accounts
      up:
        - create_collection:
            name: accounts
            columns: {id: {type: text, primary_key: true}, paid: {type: "decimal(8,2)"}}
        - update: {table: accounts, set: {paid: paid * 2}}
      """,
      "2": """
      about: Twice
      up:
        - update: {table: accounts, set: {paid: paid * 2}}
      """,
    ])
    func places(settled: Set<String>) -> [String] {
      let problems = #expect(throws: Diagnostics.self) {
        try MigrationFolder(at: project.path) { settled }
      }
      return problems?.items.compactMap(\.location).map { "\($0.file.suffix(6)):\($0.line)" } ?? []
    }
    #expect(places(settled: []) == ["1.yaml:6", "2.yaml:3"])
    #expect(places(settled: ["1"]) == ["2.yaml:3"])
    #expect(try MigrationFolder(at: project.path) { ["1", "2"] }.migrations.count == 2)
  }

  /// One `create_collection` with the columns and indexes given.
  private func problems(columns: String, indexes: String = "[]") throws -> String {
    try MigrationProject([
      "1": """
      about: A
      up:
        - create_collection:
            name: a
            columns:
              \(columns)
            indexes: \(indexes)
      """
    ]).problems()
  }

  @Test func `a column twice is an error`() throws {
    #expect(
      try problems(columns: "{id: {type: text}, id: {type: int}}").hasPrefix("1.yaml:6:28: "))
  }

  @Test func `an enum without words is an error`() throws {
    #expect(
      try problems(columns: "{id: {type: enum}}") == """
        1.yaml:6:21: an enum lists its values
          6 |         {id: {type: enum}}
            |                     ^^^^
          help: such as: values: [new, paid]
        """)
  }

  @Test func `a default that does not fit its column is an error`() throws {
    #expect(
      try problems(columns: "{id: {type: int, default: ten}}") == """
        1.yaml:6:35: the default does not fit: 'ten' is not an integer
          6 |         {id: {type: int, default: ten}}
            |                                   ^^^
        """)
  }

  @Test func `a direction of an index other than desc is an error`() throws {
    #expect(
      try problems(columns: "{id: {type: int}}", indexes: "[{columns: [id dsc]}]") == """
        1.yaml:7:28: an index column is a name, and may have 'desc' after it
          7 |       indexes: [{columns: [id dsc]}]
            |                            ^^^^^^
          help: such as: columns: [user_id, created_at desc]
        """)
  }

  @Test(arguments: ["{else: skip}", "{table: a, no_table: b}"])
  func `a requirement names one collection`(requirement: String) throws {
    let project = try MigrationProject(["1": "about: A\nrequire: [\(requirement)]\nup: []\n"])
    #expect(project.problems().hasPrefix("1.yaml:2:11: a requirement names 'table' or 'no_table'"))
  }

  @Test func `an unknown step is told once`() throws {
    let project = try MigrationProject([
      "1": "about: A\nup:\n  - create_colection: {name: a}\n",
      "2": "about: B\nup:\n  - drop_collection: {name: a}\n",
    ])
    #expect(
      project.problems() == """
        1.yaml:3:5: unknown key 'create_colection' in step; did you mean 'create_collection'?
          3 |   - create_colection: {name: a}
            |     ^^^^^^^^^^^^^^^^
        """)
  }

  @Test func `two changes in one step are an error`() throws {
    let project = try MigrationProject([
      "1": """
      about: A
      up:
        - drop_collection: {name: a}
          rename_collection: {from: b, to: c}
      """
    ])
    #expect(
      project.problems() == """
        1.yaml:3:5: a step is one change, and this one has 2
          3 |   - drop_collection: {name: a}
            |     ^
          help: start each change with '- '
        """)
  }

  @Test func `sql that forgets an engine is an error`() throws {
    let project = try MigrationProject(["1": "about: A\nup:\n  - sql: {sqlite: SELECT 1}\n"])
    #expect(project.problems().contains("sql needs the key 'postgres'"))
  }

  @Test func `an update of a column that is not there is an error`() throws {
    let project = try MigrationProject([
      "1": """
      about: A
      up:
        - create_collection: {name: a, columns: {id: {type: text}, size: {type: int}}}
        - update: {table: a, set: {sise: "1"}}
      """
    ])
    #expect(
      project.problems() == """
        1.yaml:4:30: cannot update a: 'sise' is not a column of a; did you mean 'size'?
          4 |   - update: {table: a, set: {sise: "1"}}
            |                              ^^^^
        """)
  }

  @Test func `an added column must be nullable or have a default`() throws {
    let project = try MigrationProject([
      "1": """
      about: A
      up:
        - create_collection: {name: a, columns: {id: {type: text}}}
        - add_column: {table: a, name: size, type: int}
      """
    ])
    #expect(project.problems().contains("must be nullable or have a default"))
  }

  @Test func `a folder that is not there is told`() {
    #expect(throws: (any Error).self) { try MigrationFolder(at: "/nowhere/migrations") }
  }
}
