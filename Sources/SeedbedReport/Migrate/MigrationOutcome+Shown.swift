import SeedbedCore
package import SeedbedFormats
package import SeedbedMigrations
import SeedbedStore

extension MigrationOutcome: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }

  package var json: JSONValue {
    let done = done.map { done -> JSONValue in
      [
        "id": .string(done.id), "manner": .string(done.manner.rawValue),
        "steps": .strings(done.steps),
      ]
    }
    return [
      "version": 1, "done": .array(done), "already_applied": .integer(alreadyApplied),
      "failure": failure?.json ?? .null,
    ]
  }
}

extension TextReport {
  /// What a run of migrations did.
  func text(of outcome: MigrationOutcome) -> String {
    var lines = outcome.done.map { done -> String in
      let words =
        switch done.manner {
        case .applied: "applied, \(Numbers.counted(done.steps.count, "step"))"
        case .adopted: "adopted: the structure was there and is the same"
        case .skipped: "skipped, as its requirement says"
        case .begun: "begun"
        }
      return "  \(paint.good("✓")) \(done.id)  \(paint.faint(words))"
    }
    if outcome.done.isEmpty, outcome.failure == nil {
      lines.append(
        "  nothing to do: \(Numbers.counted(outcome.alreadyApplied, "migration")) applied")
    }
    return lines.joined(separator: "\n")
  }
}
