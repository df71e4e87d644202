import Foundation
import SeedbedCore
import SeedbedGolden
import SeedbedReport

/// The file in which runs are remembered, a line each.
struct HistoryFile {
  let path: String

  /// Adds a run at the end.
  ///
  /// - Returns: every run of the file, this one last.
  func adding(_ outcome: VerifyOutcome) throws -> RunHistory {
    let before = try text()
    let line = RunHistory.line(of: outcome, at: Workspace.now)
    let text = before.isEmpty || before.hasSuffix("\n") ? before + line : "\(before)\n\(line)"
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Diagnostic(
        .reportUnwritable, "cannot write the history to \(path)",
        help: "name another place", cause: error.localizedDescription)
    }
    return try RunHistory(text: text, named: path)
  }

  /// The runs of the file; none where there is no file.
  ///
  /// - Throws: `Diagnostic` at the line that is not a run.
  func runs() throws -> RunHistory { try RunHistory(text: text(), named: path) }

  private func text() throws -> String {
    guard FileManager.default.fileExists(atPath: path) else { return "" }
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(validating: data, as: UTF8.self)
    else { throw Diagnostic(.runHistory, "'\(path)' cannot be read as text") }
    return text
  }
}
