import Foundation
import SeedbedStore
import SeedbedTestSupport
import Testing

/// A verification by a role of a server that may not read every table.
@Suite(
  .blocking,
  .enabled(if: Installation.hasPython, "python3 is not installed"),
  .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
  .enabled(
    if: FileManager.default.isExecutableFile(atPath: "/usr/bin/psql"), "psql is not installed"))
struct VerifyRightsTests {
  private func psql(_ url: String, _ sql: String) throws {
    let store = try PostgresStore(url: url)
    try store.transaction(.structure) { try $0.executeScript(sql) }
    try store.close()
  }

  @Test(arguments: [[], ["--in-place"]])
  func `a table that may not be read is left out with the reason, and the rest is proved`(
    options: [String]
  ) throws {
    let shop = try ShopProject(in: TemporaryFolder())
    try shop.seed(
      "first: {account_id: ada, note: one}", "second: {account_id: bob, note: two}",
      "third: {account_id: bob, note: three}", "fourth: {account_id: ada, note: four}")
    let url = try TemporaryPostgres.shared.get().database()
    let role = "reader_\(url.split(separator: "/").last ?? "")"
    let name = url.split(separator: "/").last ?? ""
    let database = ["--database", url.replacing("//seedbed@", with: "//\(role)@")]
    try psql(url, "CREATE ROLE \(role) LOGIN CREATEDB; ALTER DATABASE \(name) OWNER TO \(role)")
    try shop.fill(database)
    try psql(url, "CREATE TABLE hidden (id integer PRIMARY KEY); INSERT INTO hidden VALUES (1)")
    for arguments in [["verify", "record"], ["verify", "accept"]] {
      let made = try Invocation.seedbed(arguments + database, in: shop.root)
      #expect(made.status == 0, "\(arguments): \(made.output)\(made.errors)")
    }
    let run = try Invocation.seedbed(["verify", "run"] + options + database, in: shop.root)
    #expect([0, 1].contains(run.status), "\(run.output)\(run.errors)")
    #expect(
      run.output.contains("the rows of hidden stay as they are: this role may not read its rows"),
      "\(run.output)")
    let matrix = try Invocation.seedbed(["verify", "matrix"] + options + database, in: shop.root)
    #expect(matrix.output.contains("hidden: this role may not read its rows"), "\(matrix.output)")
  }
}
