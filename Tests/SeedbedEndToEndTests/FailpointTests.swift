import Foundation
import SeedbedTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A process that is killed at a named step leaves what the next one needs to go on.
@Suite(.blocking)
struct FailpointTests {
  private static let records = 2000
  /// Five batches.
  private static let batch = "400"

  private static func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try VisitsProject(in: folder, records: records)
    let made = try Invocation.seedbed(["migrate", "up", "--test"], in: URL(filePath: folder.path))
    #expect(made.status == 0, "\(made.errors)")
    return folder
  }

  private static func run(
    _ arguments: [String], in folder: TemporaryFolder, failingAt step: String? = nil
  ) throws -> Invocation {
    try Invocation.seedbed(
      ["backfill"] + arguments, in: URL(filePath: folder.path),
      environment: step.map { ["SEEDBED_FAILPOINT": $0] } ?? [:])
  }

  private static func dump(_ folder: TemporaryFolder) throws -> String {
    try VisitsDump.text(of: "sqlite:\(folder.path)/visits.sqlite")
  }

  /// What a run leaves behind that nothing disturbed.
  private static let undisturbed = Result {
    let folder = try project()
    _ = try run(["run", "--batch", batch], in: folder)
    return try dump(folder)
  }

  @Test(
    arguments: ["begun:1", "ended:1"]
      + ["rows", "rejects", "progress", "counters", "committed"].flatMap { step in
        ["\(step):1", "\(step):2", "\(step):5"]
      })
  func `a run goes on after it`(step: String) throws {
    let folder = try Self.project()
    let killed = try Self.run(["run", "--batch", Self.batch], in: folder, failingAt: step)
    #expect(killed.status == SIGKILL, "\(step) was not reached: \(killed.output)\(killed.errors)")
    let second = try Self.run(["run", "--batch", "377"], in: folder)
    #expect(second.status == 0, "\(second.errors)")
    #expect(try Self.dump(folder) == Self.undisturbed.get())
  }

  @Test(arguments: ["undone:1", "undone:3", "undone:5"])
  func `an undo is finished by another`(step: String) throws {
    let folder = try Self.project()
    _ = try Self.run(["run", "--batch", Self.batch], in: folder)
    let killed = try Self.run(["undo", "visits-1", "--yes"], in: folder, failingAt: step)
    #expect(killed.status == SIGKILL, "\(step) was not reached: \(killed.output)\(killed.errors)")
    let second = try Self.run(["undo", "visits-1", "--yes"], in: folder)
    #expect(second.status == 0, "\(second.output)\(second.errors)")
    #expect(try VisitsDump.records(of: "sqlite:\(folder.path)/visits.sqlite") == 0)
    _ = try Self.run(["run"], in: folder)
    #expect(try Self.dump(folder) == Self.undisturbed.get())
  }

  @Test
  func `a replay that was killed after its commit has nothing left to do`() throws {
    let folder = try Self.project()
    _ = try Self.run(["run", "--batch", Self.batch], in: folder)
    let file = URL(filePath: folder.path).appending(path: "seeds/history/visits.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let mended = text.replacing(
      "seconds: {from: seconds}", with: "seconds: {from: seconds, words: {long: 0}}")
    try Data(mended.utf8).write(to: file)
    let killed = try Self.run(["rejects", "replay", "visits"], in: folder, failingAt: "replayed:1")
    #expect(killed.status == SIGKILL, "\(killed.output)\(killed.errors)")
    let second = try Self.run(["rejects", "replay", "visits"], in: folder)
    #expect(second.output == "  visits has no open reject\n")
    let rejects = try Self.run(["rejects", "visits"], in: folder)
    #expect(rejects.output == "  no reject is open\n")
  }
}
