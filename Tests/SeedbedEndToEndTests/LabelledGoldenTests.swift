import Foundation
import SeedbedTestSupport
import Testing

/// Goldens that name rows by their labels, from recording to a difference.
@Suite(
  .blocking,
  .enabled(if: Installation.hasPython, "python3 is not installed"))
struct LabelledGoldenTests {
  private let shop: ShopProject

  init() throws {
    shop = try ShopProject(in: TemporaryFolder())
    try shop.fill()
  }

  private func seedbed(_ arguments: String...) throws -> Invocation {
    try Invocation.seedbed(arguments, in: shop.root)
  }

  @Test(
    .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/psql"), "psql is not installed"))
  func `a golden recorded on SQLite holds on PostgreSQL`() throws {
    #expect(try seedbed("verify", "record").status == 0)
    #expect(try seedbed("verify", "accept").status == 0)
    let database = try TemporaryPostgres.shared.get().database()
    try shop.fill(["--database", database])
    let run = try seedbed("verify", "run", "--repeats", "1", "--database", database)
    #expect(run.output.contains("operational 100.0% (2/2)"), "\(run.output)\(run.errors)")
  }

  @Test
  func `a recorded golden names rows by labels, and holds when their keys are others`() throws {
    let recorded = try seedbed("verify", "record")
    #expect(recorded.status == 0, "\(recorded.errors)")
    #expect(try seedbed("verify", "pending").output.contains("orders.json  new"))
    #expect(try seedbed("verify", "pending").output.contains("one.json  new"))
    #expect(try seedbed("verify", "accept").status == 0)
    #expect(
      try String(contentsOfFile: shop.folder.path("golden/orders.json"), encoding: .utf8) == """
        {
          "orders": [
            {
              "account_id": "@accounts.ada",
              "id": "@orders.first",
              "note": "@@shop"
            }
          ],
          "shown": 1
        }

        """)
    #expect(
      try seedbed("verify", "record").output.hasSuffix("0 new bodies to review, 2 unchanged\n"))

    // An order before it: the key of the first is 2 now.
    try shop.seed(
      "zeroth: {account_id: bob, note: \"\"}", "first: {account_id: ada, note: \"@shop\"}")
    #expect(try seedbed("seed", "load").status == 0)
    let holds = try seedbed("verify", "run", "--repeats", "1")
    #expect(holds.output.contains("operational 100.0% (2/2)"), "\(holds.output)")

    try shop.seed("first: {account_id: bob, note: \"@shop\"}")
    #expect(try seedbed("seed", "load").status == 0)
    let explained = try seedbed("verify", "explain", "/orders").output.split(separator: "\n")
      .map { $0.drop { $0 == " " } }.joined(separator: " ")
    #expect(explained.contains("$.orders[0].account_id: expected @accounts.ada ("))
    #expect(explained.contains("found @accounts.bob ("))
  }
}
