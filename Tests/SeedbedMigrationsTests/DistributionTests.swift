import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedMigrations

/// `distribute` and `reference`, checked without an engine that could act on them.
struct DistributionTests {
  private static let parents = """
    about: Parents
    up:
      - create_collection:
          name: accounts
          columns:
            id: {type: text, primary_key: true}
            email: {type: text}
          distribute: {by: id}
      - create_collection:
          name: countries
          columns: {code: {type: text, primary_key: true}}
          reference: true
    """

  private func orders(_ lines: String) -> String {
    """
    about: Orders
    up:
      - create_collection:
          name: orders
          columns:
            account_id: {type: text, primary_key: true, references: accounts.id}
            number: {type: int, primary_key: true}
            country: {type: text, references: countries.code}
    \(lines)
    """
  }

  @Test
  func `a collection carries how it is spread, through renames too`() throws {
    let project = try MigrationProject([
      "1": Self.parents, "2": orders("      distribute: {by: account_id}"),
      "3": """
      about: Other names
      up:
        - rename_column: {table: orders, from: account_id, to: account}
        - rename_collection: {from: orders, to: purchases}
      """,
    ])
    let schema = try project.read().schema
    #expect(schema["accounts"]?.distribution == .by(column: "id"))
    #expect(schema["countries"]?.distribution == .reference)
    #expect(schema["purchases"]?.distribution == .by(column: "account"))
  }

  @Test
  func `SQLite makes such collections, and an equal structure is adopted`() throws {
    let project = try MigrationProject(["1": Self.parents])
    let store = try project.store()
    #expect(try project.apply(to: store).failure == nil)
    #expect(try store.collections() == ["accounts", "countries"])
    let adopting = Self.parents.replacing(
      "up:", with: "require: [{no_table: accounts, else: adopt}]\nup:")
    _ = try store.transaction { try $0.execute("DELETE FROM seedbed_migrations") }
    let alone = try MigrationProject(["2": adopting])
    let outcome = try alone.apply(to: store)
    #expect(outcome.failure == nil)
    #expect(outcome.done.map(\.manner) == [.adopted])
  }

  @Test
  func `each problem is told at its place`() throws {
    let project = try MigrationProject([
      "1": Self.parents,
      "2": orders(
        """
                email: {type: text, unique: true, references: accounts.email}
              indexes:
                - {columns: [country]}
                - {columns: [number], unique: true}
              distribute: {by: account_id}
        """),
    ])
    #expect(
      project.problems() == """
        2.yaml:9:37: cannot create collection orders: 'email' can be unique only together with 'account_id', \
        by which it is distributed
          9 |         email: {type: text, unique: true, references: accounts.email}
            |                                     ^^^^
        2.yaml:9:55: cannot create collection orders: 'email' refers to accounts.email, which may lie on \
        another node: orders is distributed by 'account_id', accounts by 'id'
          9 |         email: {type: text, unique: true, references: accounts.email}
            |                                                       ^^^^^^^^^^^^^^
        2.yaml:9:55: cannot create collection orders: accounts.email is not unique, so 'email' cannot refer \
        to it
          9 |         email: {type: text, unique: true, references: accounts.email}
            |                                                       ^^^^^^^^^^^^^^
          help: refer to its primary key, or write 'unique: true' at accounts.email
        2.yaml:12:21: cannot create collection orders: a unique index must include 'account_id', by which it \
        is distributed
          12 |         - {columns: [number], unique: true}
             |                     ^
        """)
  }

  @Test
  func `a column that is not there is told at 'by'`() throws {
    let project = try MigrationProject([
      "1": """
      about: Events
      up:
        - create_collection:
            name: events
            columns: {id: {type: text}}
            distribute: {by: ido}
      """
    ])
    #expect(
      project.problems() == """
        1.yaml:6:24: cannot create collection events: it is distributed by 'ido', which is not one of its \
        columns; did you mean 'id'?
          6 |       distribute: {by: ido}
            |                        ^^^
        """)
  }

  @Test
  func `later steps keep to it as well`() throws {
    let project = try MigrationProject([
      "1": Self.parents,
      "2": """
      about: Changes
      up:
        - add_column: {table: accounts, name: code, type: text, default: x, unique: true}
        - create_index: {table: accounts, columns: [email], unique: true}
        - update: {table: accounts, set: {id: upper(id)}}
        - create_index: {table: accounts, columns: [email, id], unique: true}
      """,
    ])
    #expect(
      project.problems() == """
        2.yaml:3:79: cannot add column accounts.code: 'code' can be unique only together with 'id', by which it \
        is distributed
          3 |   - add_column: {table: accounts, name: code, type: text, default: x, unique: true}
            |                                                                               ^^^^
        2.yaml:4:46: cannot create index accounts_email_key: a unique index must include 'id', by which it is \
        distributed
          4 |   - create_index: {table: accounts, columns: [email], unique: true}
            |                                              ^
        2.yaml:5:37: cannot update accounts: accounts is distributed by 'id', and a record cannot move to another \
        node
          5 |   - update: {table: accounts, set: {id: upper(id)}}
            |                                     ^^
        """)
  }

  @Test
  func `a collection is distributed or a reference, not both`() throws {
    let project = try MigrationProject([
      "1": """
      about: Events
      up:
        - create_collection:
            name: events
            columns: {id: {type: text, primary_key: true}}
            distribute: {by: id}
            reference: true
      """
    ])
    #expect(
      project.problems() == """
        1.yaml:7:18: a collection is distributed or a reference, and not both
          7 |       reference: true
            |                  ^^^^
          help: 'distribute' spreads its records over the nodes, 'reference' puts all on each
        """)
  }

  @Test
  func `an unknown key of 'distribute' is told`() throws {
    let project = try MigrationProject([
      "1": """
      about: Events
      up:
        - create_collection:
            name: events
            columns: {id: {type: text, primary_key: true}}
            distribute: {bye: id}
      """
    ])
    #expect(project.problems().contains("did you mean 'by'?"))
  }
}
