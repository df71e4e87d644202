import SeedbedGolden

/// Markdown for the summary of a CI run: the line, then what failed, then what is not proved.
enum MarkdownReport {
  static func text(of outcome: VerifyOutcome) -> String {
    var lines = ["### \(outcome.line)", ""]
    let wanting = outcome.operations.filter { $0.wasTested && !$0.reasons.isEmpty }
    if wanting.isEmpty {
      lines.append("Nothing failed.")
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
    return lines.joined(separator: "\n") + "\n"
  }
}
