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
}
