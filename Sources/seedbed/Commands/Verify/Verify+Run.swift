import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedGolden
import SeedbedReport
import SeedbedStore

extension Verify {
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
      let workspace = try Workspace(options, .changing("seedbed verify run"))
      defer { workspace.closeAtEnd() }
      let minima = try gates.minima()
      let reports = try report.map(ReportFile.init)
      // Files that are wrong are found before anything is asked.
      try gates.checkFiles()
      try history.map { try HistoryFile(path: $0).check() }
      if watch { return try await self.watch(workspace) }
      for _ in 0..<`repeat` {
        let outcome = try await workspace.verify(verifying)
        workspace.console.show(outcome)
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
          workspace.console.show(outcome)
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
}
