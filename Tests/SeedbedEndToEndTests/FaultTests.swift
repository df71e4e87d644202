import Foundation
import SeedbedFormats
import SeedbedTestSupport
import Testing

/// A serializer that was changed by hand is found, whatever was changed, and the report leads to it.
@Suite(
  .blocking,
  .enabled(if: Installation.hasPython, "python3 is not installed"))
struct FaultTests {
  private let folder: TemporaryFolder
  private let project: URL

  init() throws {
    folder = try TemporaryFolder()
    project = URL(filePath: folder.path)
    for name in ["golden", "migrations", "seeds", "seedbed.yaml"] {
      try FileManager.default.copyItem(
        at: Installation.root.appending(path: name), to: project.appending(path: name))
    }
    let made = try Invocation.seedbed(["up", "--test", "--skip-verify"], in: project)
    #expect(made.status == 0, "\(made.errors)")
  }

  /// Puts the fault between the tool and the reference service.
  private func tamper(_ fault: String) throws {
    let file = project.appending(path: "golden/service.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let script = Installation.root.appending(path: "Tests/SeedbedEndToEndTests/tamper.py")
      .path(percentEncoded: false)
    let lines = ["python3", "\"\(script)\"", fault, "\"${PORT}\"", "--", "ReferenceService"]
      .map { "      - \($0)\n" }.joined()
    try Data(text.replacing("      - ReferenceService\n", with: lines).utf8).write(to: file)
  }

  @Test(arguments: [
    ("dropped", "GET /api/dashboard/overview", "differs-from-golden", "$.paid"),
    ("swapped", "GET /api/dashboard/usage", "differs-from-golden", "$.by_service[0]"),
    ("off-by-one", "GET /api/dashboard/overview", "differs-from-golden", "$.page_visits"),
    ("cached", "GET /api/dashboard/overview", "unproved", "$.page_visits"),
    ("another-tenant", "GET /api/dashboard/activity", "differs-from-golden", "$.latest"),
  ])
  func `each fault is found, where it is`(
    fault: String, call: String, code: String, path: String
  ) throws {
    try tamper(fault)
    let run = try Invocation.seedbed(
      ["verify", "run", "--json", "--filter", "/api/dashboard"], in: project)
    let json = try JSONReader.read(bytes: Array(run.output.utf8), named: "output")
    let failing = (json["operations"]?.elements ?? []).filter { operation in
      !["not-tested"].contains(
        operation["reasons"]?.elements?.first?["code"]?.string ?? "not-tested")
    }
    #expect(failing.map { $0["call"]?.string } == [call], "\(run.errors)")
    let reasons = failing.first?["reasons"]?.elements ?? []
    let reason = reasons.first { $0["code"]?.string == code }
    let paths = (reason?["paths"]?.elements ?? []).compactMap(\.string)
    #expect(paths.contains { $0.hasPrefix(path) }, "\(reasons)")
  }
}
