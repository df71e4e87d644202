import Foundation
import SeedbedTestSupport
import SeedbedTesting

/// Loads into a PostgreSQL server of its own, beside the programs people use for that.
struct PostgresBenchmarks {
  let bench: LoadBenchmarks
  private let server: TemporaryPostgres

  /// - Returns: nil where no server is installed.
  init?(beside bench: LoadBenchmarks) {
    guard TemporaryPostgres.isWanted, let server = try? TemporaryPostgres.own() else { return nil }
    self.bench = bench
    self.server = server
  }

  func stop() { server.stop() }

  /// How long a test waits for its database, when as many are ready as it takes to find a median.
  func handOut(into table: inout ResultTable) throws {
    let project = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../..").standardizedFileURL.path(percentEncoded: false)
    let taken = 20
    let pool = try SeededPool(
      migrations: "\(project)/migrations", seeds: "\(project)/seeds", set: "demo",
      on: server.url, ready: taken)
    pool.settle()
    let handed = try Self.median(of: taken) { try pool.take() }
    let url = try server.database()
    let copied = Self.median(of: 5) {
      psql("CREATE DATABASE copy_\(Int.random(in: 0...Int.max)) TEMPLATE template1", url)
    }
    table.add(
      "a fresh seeded PostgreSQL database", ours: handed, reference: "CREATE DATABASE, empty",
      copied, target: nil)
  }

  /// Keeps what `body` makes until all of it is measured.
  private static func median<Made>(of runs: Int, _ body: () throws -> Made) rethrows -> ProcessRun {
    var made: [Made] = []
    var seconds: [Double] = []
    for _ in 0..<runs {
      let start = ContinuousClock.now
      made.append(try body())
      let taken = (ContinuousClock.now - start).components
      seconds.append(Double(taken.seconds) + Double(taken.attoseconds) * 1e-18)
    }
    return ProcessRun(seconds: seconds.sorted()[runs / 2], peakMemory: 0)
  }

  func loads(into table: inout ResultTable) throws {
    let url = try server.database()
    let reset = {
      _ = psql(
        "DROP TABLE IF EXISTS visits; CREATE TABLE visits (id text PRIMARY KEY, user_id text, "
          + "page text, visited_at timestamptz, session_id text, duration int); CHECKPOINT", url)
    }
    let copied = ProcessRun.median(of: bench.runs, prepare: reset) {
      psql("\\copy visits FROM 'visits.csv' CSV HEADER", url)
    }
    try writeLoaderFile(url)
    let loaded = ProcessRun.median(of: 1, prepare: reset) {
      ProcessRun.run("pgloader", ["--quiet", "visits.load"], in: bench.folder)
    }
    var last = ""
    let ours = ProcessRun.median(
      of: bench.runs,
      prepare: {
        last = (try? server.database()) ?? url
        _ = bench.seedbed(["migrate", "up", "--test", "--quiet", "--database", last])
        _ = psql("CHECKPOINT", last)
      },
      { bench.seedbed(["backfill", "run", "csv", "--quiet", "--database", last]) })
    let work = "csv → PostgreSQL, primary key, \(bench.records) records"
    table.add(work, ours: ours, reference: "psql \\copy", copied, target: 0.7)
    table.add(work, ours: ours, reference: "pgloader, one run", loaded, target: 0.1)
  }

  private func psql(_ command: String, _ url: String) -> ProcessRun? {
    let commands = command.split(separator: ";").flatMap { ["-c", String($0)] }
    return ProcessRun.run("psql", ["-q", "-d", url] + commands, in: bench.folder)
  }

  private func writeLoaderFile(_ url: String) throws {
    let text = """
      LOAD CSV FROM '\(bench.folder)/visits.csv'
      INTO \(url.replacing("postgres://", with: "postgresql://")) TARGET TABLE visits
      WITH skip header = 1, fields terminated by ',';
      """
    try text.write(toFile: "\(bench.folder)/visits.load", atomically: true, encoding: .utf8)
  }
}
