import Foundation
import SeedbedTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A backfill that is killed and started again ends where an undisturbed one does.
@Suite(.blocking)
struct KilledBackfillTests {
  private static let records = 40_000

  private static func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try VisitsProject(in: folder, records: records)
    return folder
  }

  private static func database(_ folder: TemporaryFolder) -> String {
    "sqlite:\(folder.path)/visits.sqlite"
  }

  private static func dump(_ folder: TemporaryFolder) throws -> String {
    try VisitsDump.text(of: database(folder))
  }

  @Test(arguments: [300, 1500])
  func `twelve kills lose nothing and double nothing`(batch: Int) throws {
    let quiet = try Self.project()
    let killed = try Self.project()
    for folder in [quiet, killed] {
      let made = try Invocation.seedbed(["migrate", "up"], in: URL(filePath: folder.path))
      #expect(made.status == 0, "\(made.errors)")
    }
    let undisturbed = try Invocation.seedbed(
      ["backfill", "run"], in: URL(filePath: quiet.path))
    #expect(undisturbed.status == 0, "\(undisturbed.errors)")

    var (kills, loaded) = (0, Int64(0))
    for round in 1...12 {
      let running = try Invocation.start(
        Installation.seedbed, ["backfill", "run", "--batch", "\(batch + round)"],
        in: URL(filePath: killed.path))
      try VisitsDump.waitForRecords(of: Self.database(killed), beyond: loaded, while: running)
      // Uneven pauses that are the same in every run of the test.
      Thread.sleep(forTimeInterval: Double(round * 37 % 11) * 0.008)
      if running.process.isRunning {
        kill(running.process.processIdentifier, SIGKILL)
        kills += 1
      }
      _ = running.finish()
      loaded = try VisitsDump.records(of: Self.database(killed))
    }
    #expect(kills >= 3, "the machine is too fast for this test: only \(kills) kills")
    let last = try Invocation.seedbed(["backfill", "run"], in: URL(filePath: killed.path))
    #expect(last.status == 0, "\(last.errors)")
    #expect(try Self.dump(killed) == Self.dump(quiet))
  }

  @Test
  func `a run killed without its indexes goes on with the key, and knows its rows by it`() throws {
    let folder = try Self.project()
    let root = URL(filePath: folder.path)
    _ = try Invocation.seedbed(["migrate", "up"], in: root)
    let running = try Invocation.start(
      Installation.seedbed, ["backfill", "run", "--indexes", "after", "--batch", "20"], in: root)
    try VisitsDump.waitForRecords(of: Self.database(folder), beyond: 0, while: running)
    let during = try Invocation.seedbed(["backfill", "status"], in: root)
    #expect(during.output.contains("keys of visits are away: a load works"), "\(during.output)")
    kill(running.process.processIdentifier, SIGKILL)
    _ = running.finish()
    let status = try Invocation.seedbed(["backfill", "status"], in: root)
    #expect(status.output.contains("keys of visits are away: a load without them was killed"))
    let second = try Invocation.seedbed(["backfill", "run"], in: root)
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.output.contains(/going on at byte [\d,]+ of data\/visits.csv/))
    let after = try Invocation.seedbed(["backfill", "status"], in: root)
    #expect(!after.output.contains("away"))
    let last = "visit-\((Self.records - 1) * 7919 % 1_000_003)"
    let trace = try Invocation.seedbed(["backfill", "trace", "visits", last], in: root)
    #expect(trace.status == 0)
    #expect(trace.output.contains("loaded by visits-2"))
  }

  @Test
  func `a run that was killed is called interrupted`() throws {
    let folder = try Self.project()
    let root = URL(filePath: folder.path)
    _ = try Invocation.seedbed(["migrate", "up"], in: root)
    let running = try Invocation.start(
      Installation.seedbed, ["backfill", "run", "--batch", "1"], in: root)
    try VisitsDump.waitForRecords(of: Self.database(folder), beyond: 0, while: running)
    let during = try Invocation.seedbed(["backfill", "status"], in: root)
    #expect(during.output.contains("visits-1  running"), "\(during.output)")
    kill(running.process.processIdentifier, SIGKILL)
    _ = running.finish()
    let stopped = try Invocation.seedbed(["backfill", "status"], in: root)
    #expect(stopped.output.contains("visits-1  stopped"), "\(stopped.output)")
    #expect(
      stopped.output.contains(
        "visits-1 stopped without an end; 'seedbed backfill run visits' goes on"))
    let second = try Invocation.seedbed(["backfill", "run"], in: root)
    #expect(second.output.contains("going on at byte"))
    let status = try Invocation.seedbed(["backfill", "status"], in: root)
    #expect(status.output.contains("visits-1  interrupted"))
    #expect(status.output.contains("visits-2  done"))
  }

  @Test
  func `'up' that is interrupted says what was loaded and how to go on, without a tick`() throws {
    let folder = try TemporaryFolder()
    let root = try VisitsProject(in: folder, records: 400_000).root
    let running = try Invocation.start(
      Installation.seedbed, ["up", "--test", "--skip-verify"], in: root)
    try VisitsDump.waitForRecords(of: Self.database(folder), beyond: 0, while: running)
    kill(running.process.processIdentifier, SIGINT)
    let run = running.finish()
    #expect(run.status == 3, "\(run.output)")
    #expect(run.output.contains(/✗ visits  [\d,]+ read = [\d,]+ loaded/), "\(run.output)")
    #expect(!run.output.contains("✓ visits"))
    #expect(run.errors.contains("run the same command again to go on"), "\(run.errors)")
    let second = try Invocation.seedbed(["up", "--skip-verify"], in: root)
    #expect(second.output.contains("going on at byte"), "\(second.output)\(second.errors)")
  }
}
