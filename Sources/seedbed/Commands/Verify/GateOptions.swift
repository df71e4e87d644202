import ArgumentParser
import SeedbedCore
import SeedbedGolden

/// What a verification has to reach for the command to end well.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Fail below this operational percentage; 100 unless given.", valueName: "percent"))
  var minOperational: Double?

  @Option(
    name: .customLong("min"),
    help: ArgumentHelp(
      "Fail below operational, proved-real, coverage or responding=PERCENT.",
      valueName: "measure=percent"))
  var minimum: [String] = []

  @Option(
    help: ArgumentHelp(
      "Fail when an operation is below its level in this file; the file rises by itself.",
      valueName: "file"), completion: .file())
  var noRegress: String?

  /// Whether the command line asks for any.
  var areGiven: Bool { minOperational != nil || !minimum.isEmpty || noRegress != nil }

  /// What was asked for; everything operational when nothing was.
  func minima() throws -> [Minimum] {
    var minima = try minimum.map { text in
      guard let minimum = Minimum(text) else {
        let measures = Minimum.Measure.allCases.map(\.rawValue).joined(separator: ", ")
        throw Diagnostic(
          .gateOption, "expected MEASURE=PERCENT, found '\(text)'",
          help: "measures: \(measures), as in --min operational=95")
      }
      return minimum
    }
    if let minOperational { minima.append(Minimum(.operational, minOperational)) }
    return minima.isEmpty ? [Minimum(.operational, 100)] : minima
  }

  /// Reads the file of levels, so that one that is wrong, or may not be written, is found before anything is asked.
  func checkFiles() throws {
    guard let noRegress else { return }
    _ = try LevelBaseline(file: noRegress)
    try LevelBaseline.check(noRegress)
  }

  /// Ends the command when the outcome is below what it has to reach; a level that rose is kept.
  ///
  /// With a filter what was called is looked at; in CI no golden may be forgotten.
  func check(
    _ outcome: VerifyOutcome, _ minima: [Minimum], _ workspace: Workspace, isFiltered: Bool
  ) throws {
    let console = workspace.console
    let judged = isFiltered ? outcome.called : outcome
    if isFiltered {
      console.say("with --filter the gates look at what was called: \(judged.line)")
    }
    var failures = minima.compactMap { $0.failure(of: judged) }
    let hasForgotten = workspace.isCI && !outcome.unused.isEmpty
    if hasForgotten {
      failures.append(
        "in CI every file of the golden folder is named, and no body waits for review")
    }
    if let noRegress {
      let baseline = try LevelBaseline(file: noRegress)
      if baseline.levels.isEmpty {
        console.say("\(noRegress) holds no level yet: later runs are compared with this one")
      }
      failures += baseline.regressions(in: outcome).map(\.description)
      try baseline.raised(by: outcome).write(to: noRegress)
    }
    if let problem = outcome.problem { throw problem }
    guard outcome.operations.contains(where: \.wasTested) else {
      console.say("nothing was verified: no operation was called")
      throw ExitCode.checkFailed
    }
    if failures.isEmpty { return }
    if !minimum.isEmpty || noRegress != nil || hasForgotten {
      for failure in failures { console.say("gate: \(failure)") }
    }
    throw ExitCode.checkFailed
  }
}

extension Diagnostic.Code {
  /// A gate or a report that was not written as one.
  static let gateOption = Self("verify.option", .usage)
}
