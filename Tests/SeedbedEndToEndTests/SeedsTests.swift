import Foundation
import SeedbedFormats
import SeedbedTestSupport
import Testing

/// How many seeds are tried.
private let runs = ProcessInfo.processInfo.environment["SEEDBED_SEEDS"].flatMap { Int($0) } ?? 0

/// The verdicts do not depend on the values a proof makes: run with `SEEDBED_SEEDS=20`.
@Suite(
  .blocking,
  .enabled(if: runs > 0, "SEEDBED_SEEDS says how many seeds to try; it is not set"))
struct SeedsTests {
  @Test(arguments: [true, false])
  func `every seed gives the same verdicts`(asFound: Bool) throws {
    let folder = try TemporaryFolder()
    let place = [
      "--project", Installation.root.path(percentEncoded: false),
      "--database", "\(folder.path)/example.sqlite",
    ]
    let here = URL(filePath: folder.path)
    let made = try Invocation.seedbed(
      ["up", "--test", "--skip-verify", "--report", "\(folder.path)/r.html"] + place, in: here)
    #expect(made.status == 0, "\(made.errors)")
    for _ in 0..<runs {
      let seed = UInt64.random(in: 1...UInt64(Int64.max))
      let run = try Invocation.seedbed(
        ["verify", "run", "--json", "--proof-seed", "\(seed)"]
          + (asFound ? ["--service-argument=--as-found"] : []) + place, in: here)
      let json = try JSONReader.read(bytes: Array(run.output.utf8), named: "output")
      let share = asFound ? "56.4% (22/39)" : "100.0% (39/39)"
      #expect(
        json["line"]?.string
          == "operational \(share) · proved real \(share)",
        "seed \(seed)")
      var found: [String: String] = [:]
      for operation in json["operations"]?.elements ?? [] {
        guard let reason = operation["reasons"]?.elements?.first else { continue }
        found[operation["call"]?.string ?? ""] = reason["code"]?.string
      }
      #expect(found == (asFound ? ReferenceServiceTests.fakes : [:]), "seed \(seed)")
    }
  }
}
