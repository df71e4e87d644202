import Foundation
import SeedbedTestSupport

/// Loads into SQLite, beside the shell that comes with it.
struct LoadBenchmarks {
  let folder: String
  let records: Int
  let runs: Int

  private static let columns = """
              id:         {type: text, primary_key: true}
              user_id:    {type: text}
              page:       {type: text}
              visited_at: {type: timestamp}
              session_id: {type: text}
              duration:   {type: int}
    """

  /// Runs our command in the project of the measurements.
  func seedbed(_ arguments: [String]) -> ProcessRun? {
    ProcessRun.run(seedbed, arguments, in: folder)
  }

  private var seedbed: String {
    URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "seedbed").path(percentEncoded: false)
  }

  private var database: String { "\(folder)/visits.sqlite" }

  func loads(into table: inout ResultTable, _ data: SampleData) throws {
    try writeProject()
    let imported = ProcessRun.median(of: runs, prepare: clean) {
      ProcessRun.run(
        "sqlite3",
        [
          database,
          """
          CREATE TABLE visits (id TEXT PRIMARY KEY, user_id TEXT, page TEXT, visited_at TEXT, \
          session_id TEXT, duration INTEGER)
          """, ".mode csv", ".import --skip 1 visits.csv visits",
        ], in: folder)
    }
    for format in ["csv", "ndjson"] {
      let ours = ProcessRun.median(of: runs, prepare: migrate) {
        ProcessRun.run(seedbed, ["backfill", "run", format, "--quiet"], in: folder)
      }
      table.add(
        "\(format) → SQLite, primary key, \(records) records", ours: ours,
        reference: "sqlite3 .import of the csv", imported, target: 0.5)
    }
    let small = growth()
    let large = ProcessRun.median(of: runs, prepare: migrate) {
      ProcessRun.run(seedbed, ["backfill", "run", "csv", "--quiet"], in: folder)
    }
    table.add(
      "growth: \(records) records, and a tenth of them ten times", ours: large,
      reference: "10 × the tenth", small, target: 1.15)
    try seeds(into: &table, data)
  }

  func startUp(into table: inout ResultTable) {
    let ours = ProcessRun.median(of: runs * 4) {
      ProcessRun.run(seedbed, ["--version"], in: folder)
    }
    let reference = ProcessRun.median(of: runs * 4) {
      ProcessRun.run("sqlite3", ["--version"], in: folder)
    }
    table.add(
      "start-up", ours: ours, reference: "sqlite3 --version", reference, target: 3)
  }

  private func growth() -> ProcessRun? {
    _ = ProcessRun.run(
      "sh", ["-c", "head -n \(records / 10 + 1) visits.csv > seeds/history/tenth.csv"], in: folder)
    return ProcessRun.median(of: runs, prepare: migrate) {
      ProcessRun.run(seedbed, ["backfill", "run", "tenth", "--quiet"], in: folder)
    }.map { ProcessRun(seconds: $0.seconds * 10, peakMemory: $0.peakMemory) }
  }

  /// Flow records of YAML, beside libyaml's bare event loop where its program is at hand.
  private func seeds(into table: inout ResultTable, _ data: SampleData) throws {
    let rows = max(1, records / 5)
    try data.writeSeeds(rows, to: "\(folder)/seeds/large.yaml")
    let ours = ProcessRun.median(of: runs, prepare: migrate) {
      ProcessRun.run(seedbed, ["seed", "load", "large", "--quiet"], in: folder)
    }
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../shared/limits/yaml_events.c").standardizedFileURL
      .path(percentEncoded: false)
    let built = ProcessRun.run(
      "cc", ["-O2", "-o", "\(folder)/yaml_events", source, "-lyaml"], in: folder)
    let loop = built.flatMap { _ in
      ProcessRun.median(of: runs) {
        ProcessRun.run("\(folder)/yaml_events", ["\(folder)/seeds/large.yaml"], in: folder)
      }
    }
    table.add(
      "YAML seeds → SQLite, \(rows) records", ours: ours, reference: "libyaml's event loop", loop,
      target: 1.6)
  }

  private func writeProject() throws {
    for name in ["migrations", "seeds/history"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    func write(_ text: String, _ name: String) throws {
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    try write("database: visits.sqlite\n", "seedbed.yaml")
    try write(
      """
      about: Visits
      up:
        - create_collection:
            name: visits
            columns:
      \(Self.columns)
      """, "migrations/20260115-1000-visits.yaml")
    for (name, file, format) in [
      ("csv", "visits.csv", "csv"), ("ndjson", "visits.ndjson", "ndjson"),
      ("tenth", "tenth.csv", "csv"),
    ] {
      let path = "\(folder)/seeds/history/\(file)"
      if !FileManager.default.fileExists(atPath: path), name != "tenth" {
        try FileManager.default.createSymbolicLink(
          atPath: path, withDestinationPath: "\(folder)/\(file)")
      }
      try write(
        """
        backfill: \(name)
        target: visits
        source: {format: \(format), files: [\(file)]}
        map:
          id:         {from: id}
          user_id:    {from: user_id}
          page:       {from: page}
          visited_at: {from: visited_at}
          session_id: {from: session_id}
          duration:   {from: duration}
        check:
          - {count: rejected, equals: 0}
        """, "seeds/history/\(name).yaml")
    }
  }

  private func clean() {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: database + suffix)
    }
  }

  private func migrate() {
    clean()
    _ = ProcessRun.run(seedbed, ["migrate", "up", "--test", "--quiet"], in: folder)
  }
}
