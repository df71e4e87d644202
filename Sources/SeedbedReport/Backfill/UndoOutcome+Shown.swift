package import SeedbedBackfill
import SeedbedCore
package import SeedbedFormats
import SeedbedStore

extension UndoOutcome: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }

  package var json: JSONValue {
    let counts = Reason.allCases.map { ($0.rawValue, JSONValue.integer(keptCounts[$0] ?? 0)) }
    let kept = kept.map { kept -> JSONValue in
      [
        "key": .strings(kept.key), "file": .string(kept.file), "record": .integer(kept.number),
        "reason": .string(kept.reason.rawValue),
      ]
    }
    return [
      "version": 1, "run": .string(run), "backfill": .string(backfill), "target": .string(target),
      "dry_run": .bool(isDryRun), "removed": .integer(removed), "restored": .integer(restored),
      "gone": .integer(gone), "kept": .object(JSONObject(counts)), "kept_records": .array(kept),
    ]
  }
}

extension TextReport {
  /// What undoing a run did, or would do.
  func text(of outcome: UndoOutcome) -> String {
    let would = outcome.isDryRun
    var parts = ["\(Numbers.grouped(outcome.removed)) removed"]
    if outcome.restored > 0 { parts.append("\(Numbers.grouped(outcome.restored)) as before") }
    if outcome.gone > 0 { parts.append("\(Numbers.grouped(outcome.gone)) gone already") }
    for reason in UndoOutcome.Reason.allCases {
      guard let count = outcome.keptCounts[reason], count > 0 else { continue }
      parts.append(paint.note("\(Numbers.grouped(count)) kept, \(Self.words(for: reason))"))
    }
    let mark = outcome.keptCount == 0 ? paint.good("✓") : paint.note("!")
    var lines = [
      "  \(would ? "·" : mark) \(outcome.run) → \(outcome.target)  "
        + "\(would ? "would be: " : "")\(parts.joined(separator: ", "))"
    ]
    lines += outcome.kept.map { kept in
      "      \(kept.key.joined(separator: " "))  "
        + paint.faint("(\(Self.words(for: kept.reason)); \(kept.file), record \(kept.number))")
    }
    if outcome.keptCount > outcome.kept.count {
      lines.append(
        paint.faint(
          "      and \(Numbers.grouped(outcome.keptCount - outcome.kept.count)) more are kept"))
    }
    if would {
      let confirmation =
        outcome.confirmation.map { " \(TestMark.confirmation(of: $0))" } ?? ""
      lines.append("  nothing was changed; with --yes\(confirmation) it is done")
    }
    return lines.joined(separator: "\n")
  }

  private static func words(for reason: UndoOutcome.Reason) -> String {
    switch reason {
    case .changed: "changed since"
    case .referred: "others refer to it"
    case .later: "a later run loaded it again"
    case .refused: "the database refuses what was there before"
    }
  }
}
