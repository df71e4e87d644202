import SeedbedGolden

/// Markdown for the summary of a CI run: the line, then what failed, then what is not proved.
enum MarkdownReport {
  static func text(of outcome: VerifyOutcome) -> String {
    var lines = ["### \(outcome.line)", ""]
    if let doubt = outcome.doubt { lines += ["**\(doubt)**", ""] }
    let wanting = outcome.operations.filter { $0.wasTested && !$0.reasons.isEmpty }
    if wanting.isEmpty {
      lines.append(
        outcome.notProved == 0 ? "Nothing failed." : "Nothing failed. Not all is proved.")
    } else {
      lines += ["| operation | level | why |", "|---|---|---|"]
      for operation in wanting {
        let why = operation.reasons.map { MarkdownText.plain($0.description) }.joined(
          separator: "<br>")
        lines.append(
          "| \(MarkdownText.code(operation.title)) | \(operation.level.rawValue) \(operation.level.name) | \(why) |"
        )
      }
    }
    if !outcome.remarks.isEmpty {
      lines += [""] + outcome.remarks.map { "- \(MarkdownText.plain($0))" }
    }
    lines += list("No golden file names", outcome.unused.stale)
    lines += list("Waiting for review", outcome.unused.waiting.map { "\($0).new" })
    return lines.joined(separator: "\n") + "\n"
  }

  private static func list(_ title: String, _ names: [String]) -> [String] {
    names.isEmpty ? [] : ["", "\(title):", ""] + names.map { "- \(MarkdownText.code($0))" }
  }
}
