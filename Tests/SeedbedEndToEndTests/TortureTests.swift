import Foundation
import SeedbedStore
import SeedbedTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Kills at moments that look random and are the same in every run; `make torture` makes it 200.
@Suite(.blocking)
struct TortureTests {
  private static let records = 20_000
  private static let kills = Int(ProcessInfo.processInfo.environment["SEEDBED_KILLS"] ?? "") ?? 8

  /// A project on an engine, and the database it fills.
  private struct Project {
    let folder: TemporaryFolder
    let url: String

    init(onPostgres: Bool) throws {
      folder = try TemporaryFolder()
      _ = try VisitsProject(in: folder, records: TortureTests.records)
      url =
        onPostgres
        ? try TemporaryPostgres.shared.get().database() : "sqlite:\(folder.path)/visits.sqlite"
      let made = try Invocation.seedbed(["migrate", "up", "--database", url], in: root)
      #expect(made.status == 0, "\(made.errors)")
    }

    var root: URL { URL(filePath: folder.path) }

    func start(batch: Int, indexes: String = "during") throws -> Invocation.Running {
      try Invocation.start(
        Installation.seedbed,
        [
          "backfill", "run", "--database", url, "--batch", "\(batch)", "--indexes", indexes,
        ], in: root)
    }

    /// Runs to the end.
    func finish() throws -> String {
      let run = try start(batch: 100_000).finish()
      #expect(run.status == 0, "\(run.errors)")
      return try VisitsDump.text(of: url)
    }

    /// What SQLite says of its file.
    func integrity() throws -> String? {
      let store = try StoreURL(url).open()
      defer { try? store.close() }
      guard store.engine == .sqlite else { return nil }
      return try store.read { try $0.rows("PRAGMA integrity_check").first?.text("integrity_check") }
    }
  }

  private func torture(onPostgres: Bool) throws {
    let expected = try Project(onPostgres: onPostgres).finish()
    var state: UInt64 = 20_260_115
    func dice(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    var project = try Project(onPostgres: onPostgres)
    var kills = 0
    while kills < Self.kills {
      let running = try project.start(
        batch: 20 + dice(400), indexes: dice(2) == 0 ? "after" : "during")
      Thread.sleep(forTimeInterval: Double(dice(700)) / 1000)
      if running.process.isRunning {
        kill(running.process.processIdentifier, SIGKILL)
        kills += 1
        _ = running.finish()
      } else {
        // It came to its end: the next kills are for another one.
        let run = running.finish()
        #expect(run.status == 0, "\(run.errors)")
        #expect(try VisitsDump.text(of: project.url) == expected)
        project = try Project(onPostgres: onPostgres)
      }
    }
    #expect(try project.finish() == expected)
    let integrity = try project.integrity()
    #expect(integrity == nil || integrity == "ok")
  }

  @Test func `kills lose nothing and double nothing`() throws {
    try torture(onPostgres: false)
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `nor do they on PostgreSQL`() throws {
    try torture(onPostgres: true)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal ends a run after a batch, with words how to go on`(number: Int32) throws {
    let expected = try Project(onPostgres: false).finish()
    let project = try Project(onPostgres: false)
    let running = try Invocation.start(
      Installation.seedbed, ["backfill", "run", "--batch", "50", "--max-rows-per-s", "500"],
      in: project.root)
    try VisitsDump.waitForRecords(of: project.url, beyond: 0, while: running)
    kill(running.process.processIdentifier, number)
    let run = running.finish()
    #expect(run.status == 3)
    #expect(
      run.errors.contains(
        "help: what was committed is kept; run the same command again to go on from there"))
    let status = try Invocation.seedbed(["backfill", "status"], in: project.root)
    #expect(status.output.contains("visits-1  interrupted"))
    #expect(try project.finish() == expected)
  }
}
