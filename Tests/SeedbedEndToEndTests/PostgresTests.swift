import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedStore
import SeedbedTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The command on PostgreSQL does what it does on SQLite.
@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct PostgresTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var root: URL { URL(filePath: folder.path) }

  @Test(arguments: [["--service-argument=--as-found"], []])
  func `the worked example gives the same numbers from the same goldens`(
    arguments: [String]
  ) throws {
    let run = try Invocation.seedbed(
      [
        "up", "--test", "--json", "--project", Installation.root.path(percentEncoded: false),
        "--database", try TemporaryPostgres.shared.get().database(),
        "--report", folder.path("report.html"),
      ] + arguments, in: root)
    let json = try JSONReader.read(bytes: Array(run.output.utf8), named: "output")
    let line = json["verification"]?["line"]?.string ?? run.errors
    #expect(
      line.hasPrefix(
        arguments.isEmpty ? "operational 100.0% (39/39) · " : "operational 56.4% (22/39) · "))
    #expect(json["verification"]?["coverage"]?["percentage"] == "100.0%")
  }

  @Test
  func `forty kills lose nothing and double nothing, and the rows are those of SQLite`() throws {
    let records = 40_000
    _ = try VisitsProject(in: folder, records: records)
    let database = ["--database", try TemporaryPostgres.shared.get().database()]
    for place in [[], database] {
      let made = try Invocation.seedbed(["migrate", "up"] + place, in: root)
      #expect(made.status == 0, "\(made.errors)")
    }
    let quiet = try Invocation.seedbed(["backfill", "run"], in: root)
    #expect(quiet.status == 0, "\(quiet.errors)")
    var (kills, loaded) = (0, Int64(0))
    for round in 1...40 {
      let running = try Invocation.start(
        Installation.seedbed, ["backfill", "run", "--batch", "\(150 + round)"] + database, in: root)
      try VisitsDump.waitForRecords(of: database[1], beyond: loaded, while: running)
      // Uneven pauses that are the same in every run of the test.
      Thread.sleep(forTimeInterval: Double(round * 37 % 11) * 0.004)
      if running.process.isRunning {
        kill(running.process.processIdentifier, SIGKILL)
        kills += 1
      }
      _ = running.finish()
      loaded = try VisitsDump.records(of: database[1])
    }
    #expect(kills >= 10, "the machine is too fast for this test: only \(kills) kills")
    let last = try Invocation.seedbed(["backfill", "run"] + database, in: root)
    #expect(last.status == 0, "\(last.errors)")
    #expect(
      try VisitsDump.text(of: database[1])
        == VisitsDump.text(of: "sqlite:\(folder.path("visits.sqlite"))"))
  }

  @Test
  func `four workers, two of them killed, load each record of eight files once`() throws {
    let (records, files) = (40_000, 8)
    _ = try VisitsProject(in: folder, records: records)
    try split(into: files)
    let database = ["--database", try TemporaryPostgres.shared.get().database()]
    let made = try Invocation.seedbed(["migrate", "up"] + database, in: root)
    #expect(made.status == 0, "\(made.errors)")
    let work = ["backfill", "run", "--worker", "--batch", "200"] + database
    let workers = try (0..<4).map { _ in
      try Invocation.start(Installation.seedbed, work, in: root)
    }
    try VisitsDump.waitForRecords(of: database[1], beyond: 0, while: workers[3])
    for worker in workers.prefix(2) { kill(worker.process.processIdentifier, SIGKILL) }
    let ends = workers.map { $0.finish() }
    #expect(ends.dropFirst(2).map(\.status) == [0, 0], "\(ends[2].errors)\(ends[3].errors)")
    let store = try StoreURL(database[1]).open()
    defer { try? store.close() }
    let counts = try store.read { session in
      try session.rows(
        """
        SELECT count(*) AS rows, count(DISTINCT id) AS ids,
          (SELECT CAST(sum(records_read) AS bigint) FROM seedbed_backfill_files) AS read,
          (SELECT CAST(sum(loaded) AS bigint) FROM seedbed_backfill_files) AS loaded
        FROM visits
        """
      ).first
    }
    #expect(counts?.integer("read") == Int64(records))
    #expect(counts?.integer("rows") == counts?.integer("loaded"))
    #expect(counts?.integer("ids") == counts?.integer("rows"))
    let status = try Invocation.seedbed(["backfill", "status"] + database, in: root)
    #expect(status.output.contains("visits-1  done"))
  }

  @Test
  func `a second runner is told who has the database`() throws {
    _ = try VisitsProject(in: folder, records: 10)
    let url = try TemporaryPostgres.shared.get().database()
    _ = try Invocation.seedbed(["migrate", "up", "--database", url], in: root)
    let store = try StoreURL(url).open()
    let holder = LockHolder(
      purpose: "a long import", host: ProcessInfo.processInfo.hostName,
      process: ProcessInfo.processInfo.processIdentifier, since: .init(seconds: 1_768_478_400))
    try store.asOnlyRunner(holder) { _ in
      for extra in [[], ["--worker"]] {
        let second = try Invocation.seedbed(
          ["backfill", "run", "--database", url] + extra, in: root)
        #expect(second.status == 3)
        #expect(second.errors.contains("is busy: 'a long import' (process"))
      }
    }
    let third = try Invocation.seedbed(["backfill", "run", "--database", url], in: root)
    #expect(third.status == 0, "\(third.errors)")
  }

  /// Makes several files of the project's one, each with the header.
  private func split(into count: Int) throws {
    let data = root.appending(path: "seeds/history/data")
    let lines = try String(contentsOf: data.appending(path: "visits.csv"), encoding: .utf8)
      .split(separator: "\n")
    let size = (lines.count - 1) / count
    for part in 0..<count {
      let rows = lines[(1 + part * size)..<(1 + (part + 1) * size)]
      let text = "\(lines[0])\n\(rows.joined(separator: "\n"))\n"
      try Data(text.utf8)
        .write(to: data.appending(path: "part-\(part).csv"))
    }
    let file = root.appending(path: "seeds/history/visits.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("data/visits.csv", with: "data/part-*.csv").utf8).write(to: file)
  }
}
