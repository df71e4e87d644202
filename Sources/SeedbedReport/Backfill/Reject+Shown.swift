import SeedbedCore
package import SeedbedFormats
package import SeedbedStore

extension Reject: ShownInList {
  package static func text(of list: [Self], by report: TextReport) -> String {
    report.text(of: list)
  }

  package static func json(of list: [Self]) -> JSONValue {
    ["version": 1, "rejects": .array(list.map(\.json))]
  }
}

extension Reject {
  var json: JSONValue {
    [
      "file": .string(file), "record": .integer(number), "line": .integer(line),
      "offset": .integer(offset), "length": .integer(length), "stage": .string(stage.rawValue),
      "code": .string(code), "column": .stringOrNull(column), "message": .string(message),
      "settled": .stringOrNull(settled?.rawValue),
    ]
  }
}

extension TextReport {
  /// The records a backfill set aside.
  func text(of rejects: [Reject]) -> String {
    if rejects.isEmpty { return "  no reject is open" }
    // Where all are open, nothing needs to say so.
    let isMixed = rejects.contains { $0.settled != nil }
    return rejects.map { reject in
      let state = isMixed ? ", \(reject.settled.map { "settled: \($0.rawValue)" } ?? "open")" : ""
      return "  \(reject.file):\(reject.line): \(Self.reason(reject))\n"
        + paint.faint(
          "      \(reject.code) at \(reject.stage.rawValue), record \(reject.number), "
            + "byte \(reject.offset), \(Numbers.counted(reject.length, "byte"))"
            + (reject.lines > 1 ? ", \(reject.lines) lines" : "") + state)
    }.joined(separator: "\n")
  }

  /// The first rejects, and how many more there are.
  func lines(of rejects: [Reject], among count: Int) -> [String] {
    let shown = rejects.prefix(3)
    let lines = shown.map { reject in
      "      \(reject.file):\(reject.line): \(Self.reason(reject)) "
        + paint.faint("(\(reject.code), record \(reject.number), byte \(reject.offset))")
    }
    if shown.isEmpty || count <= shown.count { return lines }
    return lines
      + [paint.faint("      and \(Numbers.counted(count - shown.count, "more reject"))")]
  }

  static func reason(_ reject: Reject) -> String {
    (reject.column.map { "'\($0)': " } ?? "") + reject.message
  }
}
