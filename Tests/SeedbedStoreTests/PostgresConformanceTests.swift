import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct PostgresConformanceTests {
  @Test(arguments: StoreConformance.checks)
  func `PostgreSQL keeps the promises of a store`(check: StoreCheck) throws {
    let url = try TemporaryPostgres.shared.get().database()
    try check.run { try PostgresStore(url: "\(url)?lock_timeout=2s") }
  }

  @Test
  func `large objects are content, be there no table`() throws {
    let store = try PostgresStore(url: try TemporaryPostgres.shared.get().database())
    defer { try? store.close() }
    try store.transaction { _ = try $0.rows("SELECT lo_from_bytea(0, 'a picture')") }
    let problem = #expect(throws: Diagnostic.self) { try TestMark.set("shop", on: store) }
    #expect(problem?.code == .testMarkRefused)
    #expect(problem?.message.contains(/holds the large object \d+ and has no test mark/) == true)
    try store.transaction { _ = try $0.rows("SELECT lo_unlink(oid) FROM pg_largeobject_metadata") }
    try TestMark.set("shop", on: store)
  }
}
