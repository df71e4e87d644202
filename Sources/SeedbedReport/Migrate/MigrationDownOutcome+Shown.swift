import SeedbedCore
package import SeedbedFormats
package import SeedbedMigrations

extension MigrationDownOutcome: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }

  package var json: JSONValue {
    let undone = undone.map { undone -> JSONValue in
      [
        "id": .string(undone.id), "steps": .strings(undone.steps),
        "lost": .array(undone.lost.map(\.json)),
      ]
    }
    return ["version": 1, "undone": .array(undone), "failure": failure?.json ?? .null]
  }
}

extension LostRecords {
  fileprivate var json: JSONValue {
    [
      "collection": .string(collection), "column": .stringOrNull(column), "count": .integer(count),
    ]
  }
}

extension TextReport {
  /// What was taken back.
  func text(of outcome: MigrationDownOutcome) -> String {
    if outcome.undone.isEmpty, outcome.failure == nil { return "  nothing to take back" }
    return outcome.undone.map { undone in
      let words = paint.faint("taken back, \(Numbers.counted(undone.steps.count, "step"))")
      return "  \(paint.good("✓")) \(undone.id)  \(words)"
    }.joined(separator: "\n")
  }

  /// What goes with a step, before it does.
  package func text(of lost: LostRecords) -> String {
    if let column = lost.column {
      "\(lost.collection).\(column) goes with its \(Numbers.counted(lost.count, "value"))"
    } else {
      "\(lost.collection) goes with its \(Numbers.counted(lost.count, "record"))"
    }
  }
}
