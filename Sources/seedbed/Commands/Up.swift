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
    let workspace = try Workspace(options, purpose: "seedbed up")
    _ = try gates.minima()
    try reportFile(workspace).check()
    let console = workspace.console
    let words = console.report
    // Everything that can be known to be wrong is known before anything is changed.
    let folder = try workspace.migrationFolder()
    let project = workspace.project
    let chosen = try set != nil || project.has(.seeds) ? workspace.chosenSet(given: set) : nil
    let hasHistory = try project.has(.history)
    // A gate without anything to measure would pass in silence.
    let verifies = try !skipVerify && (gates.areGiven || project.has(.golden))
    let known = try workspace.knownStructure()
    if let chosen {
      _ = try known.checking {
        try workspace.seedPlan(set: chosen.name, in: chosen.folder, schema: known.schema)
      }
    }
    if hasHistory {
      _ = try known.checking { try workspace.backfillPlans(named: [], schema: known.schema) }
    }
    if verifies {
      _ = try GoldenDocument.read(folder: project.golden)
      try gates.checkFiles()
      try historyFile(workspace).check()
    }

    let store = try workspace.openStore()
    defer { try? store.close() }
    if test { try workspace.markAsTest(store) }
    var summary = RunSummary(database: store.name, startedAt: Workspace.now)

    console.say("migrate")
    let migrated = try workspace.migrate(store, folder)
    summary.migrations = migrated
    console.say(words.text(of: migrated))
    if let failure = migrated.failure { throw failure }

    console.say("seed")
    if let chosen {
      let seeded = try workspace.load(chosen, into: store)
      summary.seeds = seeded
      console.say(words.text(of: seeded))
    } else {
      console.say("  skipped: there is no set in \(try project.seeds)")
    }

    console.say("backfill")
    if hasHistory {
      // A signal cancels the task; the batch that is under way is finished.
      let loading = BackfillRun.Options(
        throttle: Throttle(isInterrupted: { Task.isCancelled }),
        confirmation: workspace.confirmation)
      Interruption.stores?.begin()
      defer { Interruption.stores?.finish() }
      let backfilled = try workspace.backfill([], into: store, options: loading).map(\.outcome)
      summary.backfills = backfilled
      console.say(words.text(of: backfilled))
      try Diagnostics(backfilled.compactMap(\.failure)).throwIfAny()
    } else {
      console.say("  skipped: there is no backfill in \(try project.history)")
    }

    if verifies {
      console.say("verify")
      try store.close()
      let verified = try await workspace.verify(verifying)
      summary.verification = verified
      console.say(words.text(of: verified))
    } else if !skipVerify {
      console.say("verify\n  skipped: there is no golden file in \(try project.golden)")
    }
    try end(workspace, summary)
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
    if options.json {
      workspace.console.print("", json: JSONReport.json(of: summary, report: path))
    } else {
      workspace.console.say("report \(path)")
      if options.quiet, let line = summary.verification?.line { workspace.console.sayAlways(line) }
    }
    if let verified = summary.verification {
      try gates.check(
        verified, try gates.minima(), workspace, isFiltered: !verifying.filter.isEmpty)
    }
    if !summary.backfills.allSatisfy(\.isGood) {
      throw ExitCode(ExitStatus.checkFailed.rawValue)
    }
  }
}
