import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedMigrations
import SeedbedReport
import SeedbedStore

/// `seedbed migrate`
struct Migrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Change the structure of the database, each change once.",
    discussion: """
      EXAMPLES
        seedbed migrate plan
        seedbed migrate up --test
        seedbed migrate down
        seedbed migrate status --json
        seedbed migrate lint
      """, subcommands: [Plan.self, Up.self, Down.self, Resolve.self, Status.self, Lint.self])

  struct Plan: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "plan",
      abstract: "Show what would be done, and change nothing.",
      discussion: "EXAMPLE\n  seedbed migrate plan")

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed migrate plan")
      let plan = try workspace.migrationPlan()
      workspace.console.print(
        workspace.console.report.text(of: plan, steps: true), json: JSONReport.json(of: plan))
      let problems = plan.problems.items + [plan.refusal].compactMap(\.self)
      if let failure = FailureInOutcome(problems) { throw failure }
    }
  }

  struct Up: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "up",
      abstract: "Apply what is pending, each migration in one transaction.",
      discussion: """
        A migration that drops a collection with records runs on a database with the test mark, or on one that
        --i-know-this-is names.

        EXAMPLE
          seedbed migrate up --test
        """)

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Put the test mark on a database that holds nothing yet.")
    var test = false

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed migrate up")
      let folder = try workspace.migrationFolder()
      let store = try workspace.openStore()
      defer { try? store.close() }
      if test { try workspace.markAsTest(store) }
      let outcome = try workspace.migrate(store, folder)
      workspace.console.print(
        workspace.console.report.text(of: outcome), json: JSONReport.json(of: outcome))
      if let failure = FailureInOutcome(outcome.failure.map { [$0] } ?? []) { throw failure }
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "Show which migrations are applied, pending or changed.",
      discussion: "EXAMPLE\n  seedbed migrate status")

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed migrate status")
      let plan = try workspace.migrationPlan()
      workspace.console.print(
        workspace.console.report.text(of: plan, steps: false), json: JSONReport.json(of: plan))
      if let failure = FailureInOutcome(plan.problems.items) { throw failure }
    }
  }

  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract: "Find what would stop a move to PostgreSQL, or to several nodes of it.",
      discussion: """
        Reads the files alone, whatever the database is. Ends with status 1 when anything is found.

        EXAMPLE
          seedbed migrate lint --json
        """)

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed migrate lint")
      let outcome = try MigrationFolder.lint(at: workspace.project.migrations)
      workspace.console.print(
        workspace.console.report.text(of: outcome), json: JSONReport.json(of: outcome))
      if !outcome.findings.isEmpty { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }
  }
}

extension Workspace {
  /// The migrations of the project; those that its database took already are not judged again.
  func migrationFolder() throws -> MigrationFolder {
    try MigrationFolder(at: project.migrations) {
      guard let store = try? url.openForReading(for: console) else { return [] }
      defer { try? store.close() }
      let history = (try? store.read { try MigrationHistory.read(from: $0) }) ?? []
      return Set(history.filter { $0.manner != .begun }.map(\.id))
    }
  }

  /// The plan against the database, or against nothing where there is no database yet.
  func migrationPlan() throws -> MigrationPlan {
    let folder = try migrationFolder()
    guard url.engine != .sqlite || FileManager.default.fileExists(atPath: url.target) else {
      var plan = MigrationPlan(for: folder.migrations, after: [])
      try plan.lookUp(in: nil)
      return plan
    }
    let store = try openExistingStore()
    defer { try? store.close() }
    let protected = try mayChange(store) ? nil : store.name
    return try store.read { session in
      var plan = MigrationPlan(
        for: folder.migrations, after: try MigrationHistory.read(from: session))
      try plan.lookUp(in: session, protecting: protected)
      return plan
    }
  }

  func migrate(_ store: any Store, _ folder: MigrationFolder) throws -> MigrationOutcome {
    try asOnlyRunner(on: store) { _ in
      try MigrationRun(on: store, now: { Self.now })
        .apply(folder.migrations, confirmation: confirmation)
    }
  }

  func markAsTest(_ store: any Store) throws {
    try asOnlyRunner(on: store) { _ in
      try TestMark.set("test", on: store, confirmation: confirmation)
    }
  }
}
