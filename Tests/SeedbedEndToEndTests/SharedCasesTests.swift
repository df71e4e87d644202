import Foundation
import SeedbedTestSupport
import Testing

/// The shared cases, each a small project on which a fault was once seen: what its check in
/// `Tests/SharedCases/checks` calls right holds, or the program refuses with a message that says so.
///
/// `Tests/SharedCases/run` prints the same as a table.
@Suite(.blocking, .enabled(if: SharedData.cases != nil, "the shared cases are absent"))
struct SharedCasesTests {
  private static let folder = Installation.root.appending(path: "Tests/SharedCases")

  /// A check and an engine it is made for.
  struct Check: CustomTestStringConvertible {
    let name: String
    let engine: String
    var testDescription: String { "\(name) on \(engine)" }
  }

  static let checks: [Check] = {
    let checks = folder.appending(path: "checks").path(percentEncoded: false)
    let files = FileManager.default.enumerator(atPath: checks)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".sh") }.sorted().flatMap { file in
      let text = (try? String(contentsOfFile: "\(checks)/\(file)", encoding: .utf8)) ?? ""
      let engines = text.prefix { $0 != "\n" }.split(separator: " ").dropFirst(2)
      return engines.map { Check(name: String(file.dropLast(3)), engine: String($0)) }
    }
  }()

  @Test(
    .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
    .enabled(if: Installation.hasPython, "python3 is absent"), arguments: checks)
  func `is right, or refused with a message`(check: Check) throws {
    let run = try Invocation.shell(
      "Tests/SharedCases/run --one '\(check.name)' \(check.engine)", in: Installation.root,
      environment: [
        // The python3 that is found first is the one with the packages of services.
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
        "S": Installation.seedbed.path(percentEncoded: false),
        "PG": try TemporaryPostgres.shared.get().address, "CASES": SharedData.cases ?? "",
      ])
    #expect([0, 10, 12].contains(run.status), "\(run.output)\(run.errors)")
  }
}
