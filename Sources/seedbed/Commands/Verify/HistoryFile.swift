import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedGolden
import SeedbedReport

/// The file in which runs are remembered, a line each.
struct HistoryFile {
  let path: String
  private var file: WrittenFile {
    WrittenFile(path: path, what: "the history", help: "name another place")
  }

  /// Reads the file, and finds before the work what would stop the writing after it.
  ///
  /// - Throws: `Diagnostic` at a line that is not a run, or when its folder is not there.
  func check() throws {
    _ = try runs()
    try file.check()
  }

  /// Adds a run at the end.
  ///
  /// - Returns: every run of the file, this one last.
  func adding(_ outcome: VerifyOutcome) throws -> RunHistory {
    let before = try text()
    let line = RunHistory.line(of: outcome, at: Workspace.now)
    let text = before.isEmpty || before.hasSuffix("\n") ? before + line : "\(before)\n\(line)"
    try file.write(text)
    return try RunHistory(text: text, named: path)
  }

  /// The runs of the file; none where there is no file.
  ///
  /// - Throws: `Diagnostic` at the line that is not a run.
  func runs() throws -> RunHistory { try RunHistory(text: text(), named: path) }

  private func text() throws -> String {
    // What is written into a device or a pipe is not there to be read.
    guard FileManager.default.fileExists(atPath: path), file.isOrdinary else { return "" }
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(validating: data, as: UTF8.self)
    else { throw Diagnostic(.runHistory, "'\(path)' cannot be read as text") }
    return text
  }
}
