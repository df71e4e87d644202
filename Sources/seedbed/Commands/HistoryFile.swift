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
    let before = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let line = RunHistory.line(of: outcome, at: Workspace.now)
    let text = before.isEmpty || before.hasSuffix("\n") ? before + line : "\(before)\n\(line)"
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Diagnostic(
        .reportUnwritable, "cannot write the history to \(path)",
        help: "name another place", cause: error.localizedDescription)
    }
    return RunHistory(text: text)
  }
}
