import SeedbedCore
package import SeedbedFormats
package import SeedbedGolden

extension PendingBody: ShownInList {
  package static func text(of list: [Self], by report: TextReport) -> String {
    report.text(of: list)
  }

  package static func json(of list: [Self]) -> JSONValue {
    let items = list.map { item -> JSONValue in
      [
        "body": .string(item.body), "calls": .strings(item.titles), "new": .bool(item.isNew),
        "differences": .strings(item.differences.map(\.description)),
      ]
    }
    return ["version": 1, "pending": .array(items)]
  }
}

extension TextReport {
  /// Bodies that wait for review, each with its differences.
  func text(of pending: [PendingBody]) -> String {
    if pending.isEmpty { return "nothing waits for review" }
    return pending.map { item in
      let words =
        item.isNew
        ? "new" : Numbers.counted(item.differences.count, "difference")
      let lines =
        ["  \(paint.note("?")) \(item.body)  \(words)"]
        + item.titles.map { "      \($0)" }
      let places = item.differences.prefix(10).flatMap { difference in
        ["      \(difference)"] + place(of: difference, indent: 6)
      }
      return (lines + places).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// A body that waits, with what was answered beside what is recorded.
  package func review(of body: PendingBody) -> String {
    let lines = body.lines.map { line in
      "      "
        + (line.hasPrefix("+")
          ? paint.good(line) : line.hasPrefix("-") ? paint.bad(line) : paint.faint(line))
    }
    return ([text(of: [body])] + lines).joined(separator: "\n")
  }
}
