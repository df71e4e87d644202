import Foundation
import SeedbedFormats
import SeedbedTestSupport
import Testing

/// The walkthroughs of `docs/`, line by line, with services nobody here wrote.
///
/// `SEEDBED_PYTHON` names a Python that has the packages; `python3` unless given.
@Suite(.blocking)
struct StrangersTests {
  private static let python =
    ProcessInfo.processInfo.environment["SEEDBED_PYTHON"] ?? "/usr/bin/python3"

  /// Whether the Python has a package.
  private static func has(_ module: String) -> Bool {
    ProcessRun.run(python, ["-c", "import \(module)"], in: NSTemporaryDirectory()) != nil
  }

  /// The commands of a walkthrough, without those that install, need a person or end in failure on purpose.
  private static func commands(of name: String, leavingOut words: [String]) throws -> String {
    let text = try String(
      contentsOf: Installation.root.appending(path: "docs/\(name).md"), encoding: .utf8)
    return text.split(separator: "```sh\n").dropFirst()
      .map { String($0.prefix(upTo: $0.firstRange(of: "```")?.lowerBound ?? $0.endIndex)) }
      .joined()
      .split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !words.contains { line.hasPrefix($0) } }
      .joined(separator: "\n")
  }

  /// Runs a script in which `python3` and the programs beside it are those of `python`.
  private func run(_ script: String, in folder: TemporaryFolder) throws -> Invocation {
    let tools = URL(filePath: Self.python).deletingLastPathComponent().path(percentEncoded: false)
    let programs = Installation.programs.path(percentEncoded: false)
    return try Invocation.shell(
      "set -e\n\(script)", in: URL(filePath: folder.path),
      environment: ["PATH": "\(tools):\(programs):/usr/local/bin:/usr/bin:/bin"])
  }

  @Test(.enabled(if: has("httpbin, flasgger"), "httpbin[mainapp] is not installed"))
  func `httpbin, only what is random varies, and nothing is proved`() throws {
    let folder = try TemporaryFolder()
    let listener = try LoopbackListener()
    let port = listener.port
    listener.close()
    let script = try Self.commands(
      of: "httpbin", leavingOut: ["pip ", "seedbed verify review", "seedbed verify run"]
    ).replacing("5099", with: "\(port)")
    let made = try run(script + "\nseedbed verify accept", in: folder)
    #expect(made.status == 0, "\(made.output)\(made.errors)")
    let checked = try run(
      "cd bin && seedbed verify run --min-operational 0 --json", in: folder)
    let json = try JSONReader.read(bytes: Array(checked.output.utf8), named: "output")
    #expect(
      json["line"]?.string?.hasSuffix("none proved · proved real not measured") == true)
    var varying: [String] = []
    for operation in json["operations"]?.elements ?? [] {
      #expect(operation["documented"] == true)
      let codes = (operation["reasons"]?.elements ?? []).compactMap { $0["code"]?.string }
      if codes.contains("varies") { varying.append(operation["call"]?.string ?? "") }
    }
    #expect(varying.contains("GET /uuid"))
    let random = ["GET /uuid", "GET /bytes/{n}", "GET /stream-bytes/{n}"]
    #expect(varying.allSatisfy { random.contains($0) }, "\(varying)")
  }

  @Test(.enabled(if: has("datasette"), "datasette is not installed"))
  func `datasette over a seeded file is proved real`() throws {
    let folder = try TemporaryFolder()
    let script = try Self.commands(of: "datasette", leavingOut: ["pip "])
    let run = try run(script, in: folder)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(
      run.output.contains(
        "operational 100.0% (1/1) · proved real 100.0% (1/1)"))
    let noisy = try self.run(
      "cd shop && sed -i '/query_ms/d' golden/shop.yaml && seedbed verify run --json || true",
      in: folder)
    let json = try JSONReader.read(bytes: Array(noisy.output.utf8), named: "output")
    let reasons = json["operations"]?.elements?.first?["reasons"]?.elements ?? []
    #expect(reasons.first?["message"]?.string == "varies: $.query_ms")
  }
}
