import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedMigrations

struct MigrationHistoryTests {
  @Test
  func `a history that this version cannot read is an error, not another history`() throws {
    let project = try MigrationProject([
      "20260915-1030-plans": """
      about: Plans
      up:
        - create_collection: {name: plans, columns: {id: {type: text, primary_key: true}}}
      """
    ])
    for store in try project.stores() {
      _ = try project.apply(to: store)
      try store.transaction {
        _ = try $0.execute("UPDATE seedbed_migrations SET manner = 'dreamt'")
      }
      let problem = #expect(throws: Diagnostic.self) { try store.history() }
      #expect(
        problem?.message == "one of Seedbed's own tables holds 'dreamt' in the column 'manner'")
    }
  }
}
