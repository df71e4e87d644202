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
  @OptionGroup var verifying: Verify.VerifyOptions

  @Flag(help: "Put the test mark on a database that holds nothing yet.")
  var test = false

  @Option(help: ArgumentHelp("The seed set; seedbed.yaml's unless given.", valueName: "name"))
  var set: String?

  @Option(help: ArgumentHelp("Where the HTML report is written.", valueName: "file"))
  var report: String?

  @Flag(help: "End after the backfill.")
  var skipVerify = false

  @OptionGroup var gates: GateOptions

  func run() async throws {
    let workspace = try Workspace(options, purpose: "seedbed up")
    _ = try gates.minima()
    let console = workspace.console
    let words = console.report
    // Everything that can be known to be wrong is known before anything is changed.
    let folder = try MigrationFolder(at: workspace.project.migrations)
    let setName = try workspace.project.set(given: set)
    _ = try workspace.seedPlan(set: setName, schema: folder.schema)
    _ = try workspace.backfillPlans(named: [], schema: folder.schema)
    if !skipVerify { _ = try GoldenDocument.read(folder: workspace.project.golden) }

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
    let seeded = try workspace.load(set: setName, into: store)
    summary.seeds = seeded
    console.say(words.text(of: seeded))

    console.say("backfill")
    let backfilled = try workspace.backfill([], into: store, options: BackfillRun.Options())
      .map(\.outcome)
    summary.backfills = backfilled
    console.say(words.text(of: backfilled))
    try Diagnostics(backfilled.compactMap(\.failure)).throwIfAny()

    if !skipVerify {
      console.say("verify")
      let verified = try await workspace.verify(store, verifying)
      summary.verification = verified
      console.say(words.text(of: verified))
    }
    try end(workspace, summary)
  }

  private func end(_ workspace: Workspace, _ summary: RunSummary) throws {
    let path = try report ?? workspace.project.report
    var summary = summary
    if let verified = summary.verification {
      let folder = URL(filePath: path).deletingLastPathComponent()
      summary.history = try HistoryFile(
        path: folder.appending(path: "history.ndjson").path(percentEncoded: false)
      ).adding(verified)
    }
    let html = try HTMLReport().html(of: summary)
    do {
      try Data(html.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Diagnostic(
        .reportUnwritable, "cannot write the report to \(path)",
        help: "name another place with --report FILE", cause: error.localizedDescription)
    }
    if options.json {
      workspace.console.print("", json: JSONReport.json(of: summary, report: path))
    } else {
      workspace.console.say("report \(path)")
      if options.quiet, let line = summary.verification?.line { workspace.console.sayAlways(line) }
    }
    if let verified = summary.verification {
      try gates.check(verified, try gates.minima(), workspace.console)
    }
    if !summary.backfills.allSatisfy(\.isGood) {
      throw ExitCode(ExitStatus.checkFailed.rawValue)
    }
  }
}

extension Diagnostic.Code {
  /// A report that cannot be written.
  static let reportUnwritable = Self("report.unwritable", .runFailed)
}
