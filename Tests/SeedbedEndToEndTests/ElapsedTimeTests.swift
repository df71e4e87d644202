import Foundation
import SeedbedTestSupport
import Testing

/// What took a while says how long, where a person watches.
@Suite(.blocking)
struct ElapsedTimeTests {
  private static let script = "/usr/bin/script"
  private let folder: TemporaryFolder
  private let project: VisitsProject

  init() throws {
    folder = try TemporaryFolder()
    project = try VisitsProject(in: folder, records: 40)
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: script), "no \(script)"),
    arguments: [
      (" --max-rows-per-s 20", true), (" --max-rows-per-s 20 --quiet", false), ("", false),
    ])
  func `a command of a second or more says how long it took, on a terminal`(
    options: String, says: Bool
  ) throws {
    let made = try Invocation.shell("seedbed migrate up --test --quiet", in: project.root)
    #expect(made.status == 0)
    let run = try Invocation.shell(
      "script -qec 'seedbed backfill run\(options)' /dev/null < /dev/null", in: project.root)
    #expect(run.output.contains(/took \d+\.\d s/) == says, "\(run.output)\(run.errors)")
    let unwatched = try Invocation.shell(
      "seedbed backfill run --restart\(options)", in: project.root)
    #expect(!unwatched.errors.contains("took"))
  }
}
