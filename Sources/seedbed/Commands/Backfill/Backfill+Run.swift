import ArgumentParser
import Foundation
import SeedbedBackfill
import SeedbedCore
import SeedbedFormats
import SeedbedReport
import SeedbedStore

extension Backfill {
  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run",
      abstract: "Load what has not been loaded yet.",
      discussion: """
        Rows, rejects, counters and the place in the source commit together: a run that was stopped or
        killed goes on where it was. SIGINT and SIGTERM end it after the batch it is in, with status 3.

        EXAMPLES
          seedbed backfill run page_visits --dry-run
          seedbed backfill run page_visits --batch 5000
          seedbed backfill run page_visits --max-rows-per-s 2000 --batch-time 200 --pause-file pause
          seedbed backfill run page_visits --indexes after   while nobody else writes
          seedbed backfill run page_visits --worker     on each machine, with one database
        """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The backfills; all unless named.")
    var names: [String] = []

    @Option(help: ArgumentHelp("Rows in one transaction.", valueName: "rows"))
    var batch = 50_000

    @Flag(help: "Read everything again; records that are there count as present.")
    var restart = false

    @Option(
      help: ArgumentHelp(
        "Whether the indexes of an empty collection grow during the load or are built after it; after it "
          + "on a database with the test mark, when there is much to load, unless said.",
        valueName: "when"))
    var indexes: IndexMoment?

    @Flag(
      help: "Share the files with other processes that are told the same; PostgreSQL only.")
    var worker = false

    @Flag(help: "Print what would be loaded with the first rows, and change nothing.")
    var dryRun = false

    @Option(
      name: .customLong("max-rows-per-s"),
      help: ArgumentHelp("Records a second, at most.", valueName: "rows"))
    var mostPerSecond: Int?

    @Option(
      help: ArgumentHelp(
        "How long a transaction may take, about; batches grow and shrink to fit.",
        valueName: "milliseconds"))
    var batchTime: Int?

    @Option(
      help: ArgumentHelp("Wait between two batches while this file is there.", valueName: "file"),
      completion: .file())
    var pauseFile: String?

    @Option(
      help: ArgumentHelp("Write an OpenLineage event for each run into it.", valueName: "folder"),
      completion: .directory)
    var lineage: String?

    func validate() throws {
      if batch < 1 { throw ValidationError("--batch is at least 1.") }
      if let mostPerSecond, mostPerSecond < 1 {
        throw ValidationError("--max-rows-per-s is at least 1.")
      }
      if let batchTime, batchTime < 1 { throw ValidationError("--batch-time is at least 1.") }
      if worker, restart { throw ValidationError("--restart is for one runner, not for a worker.") }
      if worker, indexes == .after {
        throw ValidationError("--indexes after is for one runner, not for a worker.")
      }
      if worker, dryRun { throw ValidationError("--dry-run is for one runner, not for a worker.") }
    }

    func run() throws {
      let workspace = try Workspace(options, .changing("seedbed backfill run"))
      defer { workspace.closeAtEnd() }
      let store = try dryRun ? workspace.openForRehearsal() : workspace.openExistingStore()
      try Interruption.noticing { isInterrupted in
        // To take indexes away would hold up others, also where it is rolled back.
        let indexing = dryRun ? .during : indexes.flatMap { Indexing(rawValue: $0.rawValue) }
        let loading = BackfillRun.Options(
          batchSize: batch, restart: restart, throttle: throttle(isInterrupted),
          indexing: indexing ?? .automatic, confirmation: workspace.confirmation)
        let loaded =
          try worker
          ? workspace.work(on: names, into: store, options: loading)
          : workspace.backfill(names, into: store, options: loading)
        if let lineage, !dryRun { try write(lineageOf: loaded, to: lineage, store) }
        if dryRun {
          let previews = try loaded.map { try BackfillPreview(of: $0.outcome, $0.plan, on: store) }
          workspace.console.show(previews)
          try Self.end(previews.map(\.outcome))
        } else {
          let outcomes = loaded.map(\.outcome)
          workspace.console.show(outcomes)
          try Self.end(outcomes)
        }
      }
    }

    private func throttle(_ isInterrupted: @escaping @Sendable () -> Bool) -> Throttle {
      Throttle(
        mostPerSecond: mostPerSecond, batchTime: batchTime.map { .milliseconds($0) },
        isPaused: { [pauseFile] in
          pauseFile.map { FileManager.default.fileExists(atPath: $0) } ?? false
        }, isInterrupted: isInterrupted)
    }

    /// Writes an OpenLineage event for each run.
    private func write(
      lineageOf loaded: [Workspace.Loaded], to folder: String, _ store: any Store
    ) throws {
      for (plan, outcome) in loaded where outcome.hasBegun && !outcome.isRepeated {
        let event = LineageEvent.json(of: outcome, plan, database: store.name, at: Workspace.now)
        let file = WrittenFile(
          path: "\(folder)/\(outcome.run).json", what: "the lineage of a run",
          help: "the records were loaded; name another folder with --lineage FOLDER",
          code: .lineageUnwritable)
        try file.makeFolder()
        try file.write(JSONWriter.text(event, pretty: true))
      }
    }

    private static func end(_ outcomes: [BackfillOutcome]) throws {
      try FailureInOutcome.throwIfAny(outcomes.compactMap(\.failure))
      if !outcomes.allSatisfy(\.isGood) { throw ExitCode.checkFailed }
    }
  }
}

/// What `--indexes` takes.
enum IndexMoment: String, ExpressibleByArgument, CaseIterable {
  case during, after
}

extension Diagnostic.Code {
  /// Lineage events that cannot be written.
  static let lineageUnwritable = Self("report.lineage", .runFailed)
}
