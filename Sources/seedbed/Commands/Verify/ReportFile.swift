import ArgumentParser
import SeedbedCore
import SeedbedFormats
import SeedbedGolden
import SeedbedReport

/// `junit=verify.xml`: a format and where it goes.
struct ReportFile {
  /// nil for the HTML report, which shows earlier runs too.
  private let format: ReportFormat?
  private let file: WrittenFile

  init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let format = parts.first.flatMap { ReportFormat(rawValue: $0) }
    guard parts.count == 2, format != nil || parts[0] == "html" else {
      let formats = (["html"] + ReportFormat.allCases.map(\.rawValue)).joined(separator: ", ")
      throw Diagnostic(
        .gateOption, "expected FORMAT=FILE, found '\(text)'",
        help: "formats: \(formats), as in --report junit=verify.xml")
    }
    self.format = format
    self.file = WrittenFile(path: parts[1], what: "the report", help: "name another place")
    try file.check()
  }

  /// `redaction`: takes secrets out of what is written.
  func write(
    _ outcome: VerifyOutcome, database: String, history: RunHistory, redaction: Redaction
  ) throws {
    let text: String
    if let format {
      text = format.text(of: outcome)
    } else {
      var summary = RunSummary(database: database, startedAt: Workspace.now)
      summary.verification = outcome
      summary.history = history
      text = try HTMLReport().html(of: summary)
    }
    try file.write(redaction(text))
  }
}
