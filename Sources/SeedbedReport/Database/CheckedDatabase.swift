package import SeedbedCore
package import SeedbedFormats
package import SeedbedStore

/// Whether a database is as the tool left it.
package struct CheckedDatabase: Shown {
  private let name: String
  private let isAtWork: Bool
  private let parts: [CheckedPart]

  /// `isAtWork`: whether a run is, so that what it has not finished was not looked at.
  package init(_ name: String, isAtWork: Bool, parts: [CheckedPart]) {
    self.name = name
    self.isAtWork = isAtWork
    self.parts = parts
  }

  package var problems: [Diagnostic] { parts.flatMap(\.problems) }

  package func text(by report: TextReport) -> String {
    let count = problems.count
    let end =
      isAtWork
      ? "a run is at work: what it has not finished is not looked at"
      : count == 0
        ? "\(name) is as it should be" : "\(count) \(count == 1 ? "problem" : "problems")"
    return (parts.flatMap(lines) + [end]).joined(separator: "\n")
  }

  private func lines(of part: CheckedPart) -> [String] {
    ["  \(part.problems.isEmpty ? "✓" : "✗") \(part.subject)"]
      + part.problems.flatMap { problem in
        ["    \(problem.message)"] + (problem.help.map { ["      \($0)"] } ?? [])
      }
  }

  package var json: JSONValue {
    [
      "version": 1, "database": .string(name), "at_work": .bool(isAtWork),
      "parts": .array(parts.map(json)),
    ]
  }

  private func json(of part: CheckedPart) -> JSONValue {
    let problems = part.problems.map { problem -> JSONValue in
      [
        "code": .string(problem.code.name), "message": .string(problem.message),
        "help": .stringOrNull(problem.help),
      ]
    }
    return ["subject": .string(part.subject), "problems": .array(problems)]
  }
}
