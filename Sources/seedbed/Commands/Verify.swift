import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedGolden
import SeedbedReport
import SeedbedStore

/// `seedbed verify`
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Ask every endpoint, and say which truly serve the data.",
    discussion: """
      EXAMPLES
        seedbed verify run
        seedbed verify run --filter /api/dashboard --service-argument=--as-found
        seedbed verify import openapi https://api.example.com/openapi.json
        seedbed verify record
        seedbed verify review
        seedbed verify explain "GET /api/dashboard/overview"
        seedbed verify matrix
      """,
    subcommands: [
      Run.self, Explain.self, Matrix.self, Import.self, Record.self, Review.self, Pending.self,
      Accept.self, Reject.self,
    ])

  /// What verifying and recording take.
  struct VerifyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only calls that contain this.", valueName: "text"))
    var filter: [String] = []

    @Option(help: ArgumentHelp("How often each call is repeated in one state.", valueName: "times"))
    var repeats = 3

    @Option(
      help: ArgumentHelp("An argument added to the service's command.", valueName: "argument"))
    var serviceArgument: [String] = []

    @Option(help: ArgumentHelp("What the values a proof makes start from.", valueName: "number"))
    var proofSeed: UInt64 = 1

    @Option(help: ArgumentHelp("How many calls are made at once.", valueName: "number"))
    var parallel = 4

    @Flag(help: "End at the first operation that is not equal to its golden.")
    var failFast = false

    @Flag(
      help: ArgumentHelp(
        "Make calls that may change data though nothing can restore it.",
        discussion: """
          Without it, calls other than GET, HEAD and OPTIONS, and those of class effect, are made only if \
          the database has the test mark and the command starts the service.
          """))
    var allowEffects = false

    @Flag(
      help: ArgumentHelp(
        "Exchange the rows of the database itself, not of a copy.",
        discussion: """
          A service that is started with ${DATABASE_URL} gets a copy of the database, if one is cheap; the \
          database itself is then not changed.
          """))
    var inPlace = false

    func validate() throws {
      try Self.require(repeats, atLeast: 1, "--repeats")
      try Self.require(parallel, atLeast: 1, "--parallel")
    }

    static func require(_ number: Int, atLeast least: Int, _ name: String) throws {
      if number >= least { return }
      throw ValidationError("\(name) is \(number), and has to be at least \(least)")
    }
  }

  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run",
      abstract: "Verify, and print the operational percentage.",
      discussion: """
        On a database with the test mark the seeds are exchanged too, to see whether the answers follow.

        EXAMPLES
          seedbed verify run --min operational=95 --min proved-real=90
          seedbed verify run --no-regress levels.json --report junit=verify.xml
        """)

    @OptionGroup var options: GlobalOptions
    @OptionGroup var verifying: VerifyOptions

    @OptionGroup var gates: GateOptions

    @Option(
      help: ArgumentHelp(
        "Write a report too: html, junit, markdown, badge, tap or json=FILE.",
        valueName: "format=file"), completion: .file())
    var report: [String] = []

    @Option(
      help: ArgumentHelp("Add the run to this file, a line each.", valueName: "file"),
      completion: .file())
    var history: String?

    @Option(
      help: ArgumentHelp(
        "How often all is verified; ends at the first failure.", valueName: "times"))
    var `repeat` = 1

    @Flag(help: "Verify again whenever a golden file, a body or a seed changes.")
    var watch = false

    func validate() throws { try VerifyOptions.require(`repeat`, atLeast: 1, "--repeat") }

    func run() async throws {
      let workspace = try Workspace(options, purpose: "seedbed verify run")
      let minima = try gates.minima()
      let reports = try report.map(ReportFile.init)
      // Files that are wrong are found before anything is asked.
      try gates.checkFiles()
      try history.map { try HistoryFile(path: $0).check() }
      if watch { return try await self.watch(workspace) }
      for _ in 0..<`repeat` {
        let outcome = try await workspace.verify(verifying)
        workspace.console.print(workspace.console.report.text(of: outcome), json: outcome.json)
        if options.quiet { workspace.console.sayAlways(outcome.line) }
        let runs = try history.map { try add(outcome, to: HistoryFile(path: $0), workspace) }
        for report in reports {
          try report.write(
            outcome, database: workspace.url.description, history: runs ?? RunHistory(),
            redaction: workspace.console.redaction)
        }
        try gates.check(
          outcome, minima, workspace, isFiltered: !verifying.filter.isEmpty)
      }
    }

    /// A run with a filter is none to compare others with.
    private func add(
      _ outcome: VerifyOutcome, to file: HistoryFile, _ workspace: Workspace
    ) throws -> RunHistory {
      if verifying.filter.isEmpty { return try file.adding(outcome) }
      workspace.console.say("with --filter the run is not added to \(file.path)")
      return try file.runs()
    }

    /// Verifies again and again, until it is interrupted; problems are shown and waited out.
    private func watch(_ workspace: Workspace) async throws {
      let folders = [try workspace.project.golden, try workspace.project.seeds]
      while true {
        let state = Self.state(of: folders)
        do {
          let outcome = try await workspace.verify(verifying)
          workspace.console.print(workspace.console.report.text(of: outcome), json: outcome.json)
        } catch let problem as Diagnostic {
          workspace.console.report(Diagnostics([problem]))
        } catch let problems as Diagnostics {
          workspace.console.report(problems)
        }
        workspace.console.say("watching \(folders.joined(separator: " and "))")
        while Self.state(of: folders) == state { try await Task.sleep(for: .milliseconds(300)) }
      }
    }

    /// The names and times of every file below the folders.
    private static func state(of folders: [String]) -> [String: Date] {
      var state: [String: Date] = [:]
      for folder in folders {
        let files = FileManager.default.enumerator(atPath: folder)
        while let name = files?.nextObject() as? String {
          let kind = files?.fileAttributes?[.type] as? FileAttributeType
          if kind == .typeDirectory { continue }
          state["\(folder)/\(name)"] = files?.fileAttributes?[.modificationDate] as? Date
        }
      }
      return state
    }
  }

  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Show every level of an endpoint, and where each leaf of its answer comes from.",
      discussion: "EXAMPLE\n  seedbed verify explain \"GET /api/dashboard/overview\"")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var verifying: VerifyOptions

    @Argument(help: "The call, or a part of it.")
    var call: String

    func run() async throws {
      let workspace = try Workspace(options, purpose: "seedbed verify explain")
      var verifying = verifying
      verifying.filter = [call]
      let outcome = try await workspace.verify(verifying)
      // Those that it needs are asked too.
      let filter = CallFilter([call])
      let operations = outcome.operations.filter { filter.chooses($0.title) }
      workspace.console.print(
        workspace.console.report.explanation(
          of: operations, needs: outcome.curlNeeds),
        json: ["version": 1, "operations": .array(operations.map(\.json))])
    }
  }

  struct Matrix: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "matrix",
      abstract: "Change one collection at a time, and show which endpoint reads which.",
      discussion: """
        Fails when an endpoint reads others than its 'reads:' says. Needs the test mark.

        EXAMPLE
          seedbed verify matrix --filter /api/dashboard
        """)

    @OptionGroup var options: GlobalOptions
    @OptionGroup var verifying: VerifyOptions

    func run() async throws {
      let workspace = try Workspace(options, purpose: "seedbed verify matrix")
      let outcome = try await workspace.withVerification(verifying, changing: "the matrix") {
        try await $0.matrix()
      }
      workspace.console.print(workspace.console.report.text(of: outcome), json: outcome.json)
      if let problem = outcome.problem { throw problem }
      if !outcome.isAsDeclared { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }
  }

  struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "record",
      abstract: "Write new golden bodies beside the old ones, for review.",
      discussion: "EXAMPLE\n  seedbed verify record && seedbed verify review")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var verifying: VerifyOptions

    func run() async throws {
      let workspace = try Workspace(options, purpose: "seedbed verify record")
      let outcome = try await workspace.withVerification(verifying) {
        try await $0.record(isCI: workspace.isCI)
      }
      workspace.console.print(
        workspace.console.report.text(of: outcome), json: JSONReport.json(of: outcome))
      if let problem = outcome.problem { throw problem }
      if outcome.hasRefusals { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }
  }

  struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "accept",
      abstract: "Put recorded bodies in the place of the old ones.",
      discussion: "EXAMPLE\n  seedbed verify accept dashboard/overview.json")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The bodies; all that wait unless named.")
    var bodies: [String] = []

    @Option(
      name: .customLong("case"),
      help: ArgumentHelp("A call with its case, whose body is meant.", valueName: "call"))
    var cases: [String] = []

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed verify accept")
      try workspace.refuseInCI()
      let folder = try workspace.project.golden
      let named = try bodies + self.bodies(ofCasesIn: folder)
      let accepted = try GoldenFiles.accept(in: folder, bodies: named.isEmpty ? nil : named)
      workspace.console.print(
        (accepted.map { "  \($0)" } + ["\(accepted.count) accepted"]).joined(separator: "\n"),
        json: ["version": 1, "accepted": .array(accepted.map { .string($0) })])
    }
  }
}

extension Verify.Accept {
  /// The bodies of the calls that were named.
  private func bodies(ofCasesIn folder: String) throws -> [String] {
    if cases.isEmpty { return [] }
    let endpoints = try GoldenDocument.read(folder: folder).endpoints
    return try cases.map { name in
      guard let body = endpoints.first(where: { $0.title == name })?.expectation.body else {
        throw Diagnostic(
          .gateOption,
          "no golden file asks '\(name)'\(Suggestion.phrase(for: name, among: endpoints.map(\.title)))"
        )
      }
      return body
    }
  }
}
