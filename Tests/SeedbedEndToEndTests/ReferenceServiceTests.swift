import Foundation
import SeedbedFormats
import SeedbedTestSupport
import Testing

/// The worked example's service, asked through the command.
@Suite(.blocking)
struct ReferenceServiceTests {
  /// What each fake of the service as found is, by call.
  static let fakes: [String: String] = [
    "GET /api/social_media/engagement": "varies",
    "GET /api/automation/runs": "varies",
    "GET /api/customer_experience/journeys": "varies",
    "GET /api/social_email/reach": "varies",
    "GET /api/customer_experience/friction": "varies",
    "GET /api/enhanced_ecommerce/refunds": "does-not-follow-the-data",
    "GET /api/support/replies": "does-not-follow-the-data",
    "GET /api/content_creation/generation": "does-not-follow-the-data",
    "GET /api/advanced_analytics/throughput": "does-not-follow-the-data",
    "GET /api/content_creation/drafts": "does-not-follow-the-data",
    "GET /api/advanced_analytics/cohorts": "does-not-follow-the-data",
    "GET /api/automation/queue": "does-not-follow-the-data",
    "GET /api/advanced_financial/summary": "does-not-follow-the-data",
    "GET /api/social_media/platforms": "does-not-follow-the-data",
    "GET /api/email_marketing/performance": "does-not-follow-the-data",
    "GET /api/enhanced_ecommerce/funnel": "does-not-follow-the-data",
    "GET /api/email_marketing/deliverability": "does-not-follow-the-data",
  ]

  /// Runs the repository's own project in `folder` and reads the JSON it prints.
  private static func up(
    _ arguments: [String], in folder: TemporaryFolder
  ) throws -> (status: Int32, json: JSONValue) {
    let run = try Invocation.seedbed(
      [
        "up", "--test", "--json", "--project", Installation.root.path(percentEncoded: false),
        "--database", "\(folder.path)/example.sqlite", "--report", "\(folder.path)/report.html",
      ] + arguments, in: URL(filePath: folder.path))
    return (run.status, try JSONReader.read(bytes: Array(run.output.utf8), named: "output"))
  }

  @Test
  func `as found, every fake is named with its reason and nothing real is accused`() throws {
    let folder = try TemporaryFolder()
    let (status, json) = try Self.up(["--service-argument=--as-found"], in: folder)
    #expect(status == 1)
    #expect(
      json["verification"]?["line"]?.string
        == "operational 56.4% (22/39) · proved real 56.4% (22/39)")
    var found: [String: String] = [:]
    for operation in json["verification"]?["operations"]?.elements ?? [] {
      guard let reason = operation["reasons"]?.elements?.first else { continue }
      found[operation["call"]?.string ?? ""] = reason["code"]?.string
    }
    #expect(found == Self.fakes)
  }

  @Test
  func `integrated, every endpoint is operational`() throws {
    let folder = try TemporaryFolder()
    let (status, json) = try Self.up([], in: folder)
    #expect(status == 0)
    #expect(
      json["verification"]?["line"]?.string
        == "operational 100.0% (39/39) · proved real 100.0% (39/39)")
    let report = try String(contentsOfFile: "\(folder.path)/report.html", encoding: .utf8)
    let leaves = (json["verification"]?["operations"]?.elements ?? [])
      .flatMap { $0["leaves"]?.elements ?? [] }
    #expect(leaves.count > 150)
    #expect(leaves.allSatisfy { $0["verdict"]?.string == "traced" })
    #expect(report.contains("100.0%<small>39 of 39 endpoints operational</small>"))
  }

  @Test
  func `without the test mark no seeds are exchanged`() throws {
    let folder = try TemporaryFolder()
    let root = Installation.root.path(percentEncoded: false)
    let database = "\(folder.path)/example.sqlite"
    let place = ["--project", root, "--database", database]
    #expect(
      try Invocation.seedbed(["migrate", "up"] + place, in: URL(filePath: folder.path)).status == 0)
    let refused = try Invocation.seedbed(["seed", "load"] + place, in: URL(filePath: folder.path))
    #expect(refused.status == 3)
    #expect(refused.errors.contains("has no test mark"))
    let named = try Invocation.seedbed(
      ["seed", "load", "--i-know-this-is", database] + place, in: URL(filePath: folder.path))
    #expect(named.status == 0, "\(named.errors)")
  }

  @Test
  func `the access log it writes is one that a backfill reads`() throws {
    let folder = try TemporaryFolder()
    let log = "\(folder.path)/access.log"
    _ = try Self.up(
      ["--service-argument=--access-log", "--service-argument=\(log)", "--repeats", "1"], in: folder
    )
    var reader = try LogReader(SourceBytes(file: log), named: log, grammar: CombinedLog())
    var record = SourceRecord()
    var statuses: [String: Int] = [:]
    while try reader.next(into: &record) {
      #expect(record.problem == nil)
      guard let status = reader.fieldNames.firstIndex(of: "status") else { continue }
      statuses[record.fields.text(of: status), default: 0] += 1
    }
    // Every state has an answer, and a denial of each endpoint in the first.
    #expect(statuses["200"].map { $0 >= 39 * 11 } == true)
    #expect(statuses["401"].map { $0 >= 39 } == true)
    #expect(statuses.keys.sorted() == ["200", "401"])
  }
}
