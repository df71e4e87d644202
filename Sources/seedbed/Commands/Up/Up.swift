import ArgumentParser
import Foundation
import SeedbedBackfill
import SeedbedCore
import SeedbedFormats
import SeedbedGolden
import SeedbedMigrations
import SeedbedReport
import SeedbedSeeds
import SeedbedStore

/// `seedbed up`
struct Up: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "up",
    abstract: "Migrate, seed, backfill and verify, in this order.",
    discussion: """
      Ends with a summary and a single-file HTML report. Run again, it does only what is left to do.

      EXAMPLES
        seedbed up --test
        seedbed up --test --database test.sqlite --report report.html --min-operational 95
        seedbed up --test --service-argument=--as-found
      """)

  @OptionGroup var options: GlobalOptions
  @OptionGroup var verifying: VerifyOptions

  @Flag(help: "Put the test mark on a database that holds nothing yet.")
  var test = false

  @Option(help: ArgumentHelp("The seed set; seedbed.yaml's unless given.", valueName: "name"))
  var set: String?

  @Option(
    help: ArgumentHelp("Where the HTML report is written.", valueName: "file"),
    completion: .file())
  var report: String?

  @Flag(help: "End after the backfill.")
  var skipVerify = false

  @OptionGroup var gates: GateOptions

  func run() async throws {
    let workspace = try Workspace(options, .changing("seedbed up"))
    defer { workspace.closeAtEnd() }
    _ = try gates.minima()
    try reportFile(workspace).check()
    // Everything that can be known to be wrong is known before anything is changed.
    let parts = try parts(in: workspace)
    let store = try workspace.openStore()
    if test { try workspace.markAsTest(store) }
    var summary = RunSummary(database: store.name, startedAt: Workspace.now)
    summary.migrations = try migrate(store, parts, workspace)
    summary.seeds = try seed(store, parts, workspace)
    summary.backfills = try backfill(store, parts, workspace)
    summary.verification = try await verify(parts, workspace)
    try end(workspace, summary)
  }

  /// What there is to do.
  private struct Parts {
    let migrations: MigrationFolder
    let set: Workspace.ChosenSet?
    let hasHistory: Bool
    let verifies: Bool
  }

  private func parts(in workspace: Workspace) throws -> Parts {
    let project = workspace.project
    let parts = try Parts(
      migrations: workspace.migrationFolder(),
      set: set != nil || project.has(.seeds) ? workspace.chosenSet(given: set) : nil,
      hasHistory: project.has(.history),
      // A gate without anything to measure would pass in silence.
      verifies: !skipVerify && (gates.areGiven || project.has(.golden)))
    let known = try workspace.knownStructure()
    if let set = parts.set {
      _ = try known.checking {
        try workspace.seedPlan(set: set.name, in: set.folder, schema: known.schema)
      }
    }
    if parts.hasHistory {
      _ = try known.checking { try workspace.backfillPlans(named: [], schema: known.schema) }
    }
    if parts.verifies {
      _ = try GoldenDocument.read(folder: project.golden)
      try gates.checkFiles()
      try historyFile(workspace).check()
    }
    return parts
  }

  private func migrate(
    _ store: any Store, _ parts: Parts, _ workspace: Workspace
  ) throws -> MigrationOutcome {
    workspace.console.say("migrate")
    let outcome = try workspace.migrate(store, parts.migrations)
    workspace.console.say(outcome)
    if let failure = outcome.failure { throw failure }
    return outcome
  }

  private func seed(
    _ store: any Store, _ parts: Parts, _ workspace: Workspace
  ) throws -> SeedOutcome? {
    workspace.console.say("seed")
    guard let set = parts.set else {
      workspace.console.say("  skipped: there is no set in \(try workspace.project.seeds)")
      return nil
    }
    let outcome = try workspace.load(set, into: store)
    workspace.console.say(outcome)
    return outcome
  }

  private func backfill(
    _ store: any Store, _ parts: Parts, _ workspace: Workspace
  ) throws -> [BackfillOutcome] {
    workspace.console.say("backfill")
    guard parts.hasHistory else {
      workspace.console.say("  skipped: there is no backfill in \(try workspace.project.history)")
      return []
    }
    // A signal cancels the task; the batch that is under way is finished.
    let loading = BackfillRun.Options(
      throttle: Throttle(isInterrupted: { Task.isCancelled }),
      confirmation: workspace.confirmation)
    Interruption.stores?.begin()
    defer { Interruption.stores?.finish() }
    let outcomes = try workspace.backfill([], into: store, options: loading).map(\.outcome)
    workspace.console.say(outcomes)
    try Diagnostics(outcomes.compactMap(\.failure)).throwIfAny()
    return outcomes
  }

  private func verify(_ parts: Parts, _ workspace: Workspace) async throws -> VerifyOutcome? {
    if skipVerify { return nil }
    guard parts.verifies else {
      workspace.console.say(
        "verify\n  skipped: there is no golden file in \(try workspace.project.golden)")
      return nil
    }
    workspace.console.say("verify")
    try workspace.close()
    let outcome = try await workspace.verify(verifying)
    workspace.console.say(outcome)
    return outcome
  }

  /// The file of the report, which may be named as `verify run` names it: `html=FILE`.
  private func reportPath() throws -> String? {
    guard let report, let sign = report.firstIndex(of: "=") else { return report }
    let file = String(report[report.index(after: sign)...])
    guard report[..<sign] == "html", !file.isEmpty else {
      throw ValidationError(
        "the report of 'up' is an HTML file: --report FILE, found '\(report)'; "
          + "'seedbed verify run --report FORMAT=FILE' writes others")
    }
    return file
  }

  private func reportFile(_ workspace: Workspace) throws -> WrittenFile {
    WrittenFile(
      path: try reportPath() ?? workspace.project.report, what: "the report",
      help: "name another place with --report FILE")
  }

  /// Beside the report; where that goes into a device, beside the project's.
  private func historyFile(_ workspace: Workspace) throws -> HistoryFile {
    let report = try reportFile(workspace).isOrdinary ? reportPath() : nil
    let folder = URL(filePath: try report ?? workspace.project.report).deletingLastPathComponent()
    return HistoryFile(path: folder.appending(path: "history.ndjson").path(percentEncoded: false))
  }

  private func end(_ workspace: Workspace, _ summary: RunSummary) throws {
    let path = try reportPath() ?? workspace.project.report
    var summary = summary
    if let verified = summary.verification {
      summary.history = try historyFile(workspace).adding(verified)
    }
    let html = try HTMLReport().html(of: summary)
    try reportFile(workspace).write(workspace.console.redaction(html))
    workspace.console.show(ReportedRun(summary, in: path))
    if options.quiet, let line = summary.verification?.line { workspace.console.sayAlways(line) }
    if let verified = summary.verification {
      try gates.check(
        verified, try gates.minima(), workspace, isFiltered: !verifying.filter.isEmpty)
    }
    if !summary.backfills.allSatisfy(\.isGood) {
      throw ExitCode.checkFailed
    }
  }
}
