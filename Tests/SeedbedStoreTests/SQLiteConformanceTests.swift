import SeedbedStore
import SeedbedTestSupport
import Testing

@Suite(.blocking)
struct SQLiteConformanceTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(arguments: StoreConformance.checks)
  func `SQLite keeps the promises of a store`(check: StoreCheck) throws {
    let path = folder.path("test.sqlite")
    try check.run { try SQLiteStore(path: path, busyTimeout: 2) }
  }
}
