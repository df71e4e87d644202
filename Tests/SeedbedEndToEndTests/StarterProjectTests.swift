import Foundation
import SeedbedTestSupport
import Testing

/// What `backfill guess` makes where there is no project.
@Suite(.blocking)
struct StarterProjectTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let log = #"203.0.113.9 - - [15/Jan/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "curl""#
    try Data("\(log)\n".utf8).write(to: URL(filePath: "\(folder.path)/access.log"))
  }

  private func guess(_ more: String...) throws -> Invocation {
    try Invocation.seedbed(
      ["backfill", "guess", "access.log", "--target", "page_visits"] + more,
      in: URL(filePath: folder.path))
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: "\(folder.path)/\(name)"), encoding: .utf8)
  }

  @Test func `its collections are those of the worked example`() throws {
    #expect(try guess("--output", "seeds/history/visits.yaml").status == 0)
    let name = "migrations/20260915-0900-collections.yaml"
    let ours = try String(contentsOf: Installation.root.appending(path: name), encoding: .utf8)
    #expect(try text(name) == ours)
  }

  @Test func `a draft is written over only when that is asked for`() throws {
    #expect(try guess("--output", "seeds/history/visits.yaml").status == 0)
    try Data("edited\n".utf8).write(to: URL(filePath: "\(folder.path)/seeds/history/visits.yaml"))
    let refused = try guess("--output", "seeds/history/visits.yaml")
    #expect(refused.status == 64)
    #expect(try text("seeds/history/visits.yaml") == "edited\n")
    #expect(try guess("--output", "seeds/history/visits.yaml", "--force").status == 0)
    #expect(try text("seeds/history/visits.yaml").hasPrefix("# A draft from all 1 record of"))
  }

  @Test(arguments: ["access.log", "access.log/visits.yaml"])
  func `no project is begun where the draft cannot be written`(output: String) throws {
    #expect(try guess("--output", output).status != 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names == ["access.log"])
  }

  @Test func `nothing is written where nothing is asked for`() throws {
    #expect(try guess().status == 2)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names == ["access.log"])
  }
}
