package import SeedbedBackfill
import SeedbedCore
package import SeedbedFormats

extension ReconcileOutcome: ShownInList {
  package static func text(of list: [Self], by report: TextReport) -> String {
    report.text(of: list)
  }

  package static func json(of list: [Self]) -> JSONValue {
    ["version": 1, "backfills": .array(list.map(\.json))]
  }
}

extension ReconcileOutcome {
  private var json: JSONValue {
    let counts = Kind.allCases.map {
      ($0.rawValue, JSONValue.integer(differenceCounts[$0] ?? 0))
    }
    let differences = differences.map { difference -> JSONValue in
      [
        "kind": .string(difference.kind.rawValue), "key": .strings(difference.key),
        "file": .stringOrNull(difference.file),
        "record": difference.number.map { .integer($0) } ?? .null,
        "columns": .strings(difference.columns),
      ]
    }
    let columns = columns.map { column -> JSONValue in
      ["column": .string(column.name), "source": column.source.json, "target": column.target.json]
    }
    return [
      "backfill": .string(backfill), "target": .string(target), "good": .bool(isGood),
      "source": [
        "count": .integer(sourceCount), "checksum": .string(sourceChecksum.description),
      ],
      "rows": ["count": .integer(targetCount), "checksum": .string(targetChecksum.description)],
      "columns": .array(columns), "loaded_by_no_run": .integer(otherCount),
      "rejects_not_compared": .integer(rejectedCount),
      "replaced_by_a_later_record": .integer(replacedCount),
      "files_not_loaded": .strings(unloadedFiles), "files_with_more": .strings(unreadFiles),
      "mapping_changed": .bool(isMappingChanged), "differences": .object(JSONObject(counts)),
      "first_differences": .array(differences),
    ]
  }
}

extension ReconcileOutcome.Measure {
  fileprivate var json: JSONValue {
    [
      "count": .integer(count), "sum": .stringOrNull(sum?.description),
      "least": .stringOrNull(least?.description), "greatest": .stringOrNull(greatest?.description),
    ]
  }
}

extension TextReport {
  /// How sources and collections compare.
  func text(of outcomes: [ReconcileOutcome]) -> String {
    outcomes.flatMap(lines).joined(separator: "\n")
  }

  private func lines(of outcome: ReconcileOutcome) -> [String] {
    let mark =
      outcome.isEmpty ? paint.note("!") : outcome.isGood ? paint.good("✓") : paint.bad("✗")
    var parts = ["\(Numbers.counted(outcome.sourceCount, "record")) of the source"]
    for kind in ReconcileOutcome.Kind.allCases {
      guard let count = outcome.differenceCounts[kind], count > 0 else { continue }
      parts.append(paint.bad("\(Numbers.grouped(count)) \(kind.rawValue)"))
    }
    if outcome.isEmpty {
      parts.append("nothing to compare")
    } else if outcome.isGood {
      parts.append(
        outcome.replacedCount == 0
          ? "all there, as they were"
          : "\(Numbers.grouped(outcome.replacedCount)) replaced by a later one with the same key, "
            + "the others there as they were")
    }
    let head =
      "  \(mark) \(outcome.backfill) → \(outcome.target)  \(parts.joined(separator: ", "))"
    return [head] + table(of: outcome) + differences(of: outcome) + notes(on: outcome)
  }

  /// Both sides, and the columns in which they do not measure alike.
  private func table(of outcome: ReconcileOutcome) -> [String] {
    var lines = [
      paint.faint(
        "      source \(Numbers.grouped(outcome.sourceCount)), checksum "
          + "\(outcome.sourceChecksum.short) · rows \(Numbers.grouped(outcome.targetCount)), "
          + "checksum \(outcome.targetChecksum.short)")
    ]
    let differing = outcome.columns.filter { $0.source != $0.target }
    if differing.isEmpty { return lines }
    var columns = Columns(rightAligned: [3, 4])
    columns.add("  ", "column", "side", "values", "sum", "range")
    for column in differing {
      for (side, measure) in [("source", column.source), ("rows", column.target)] {
        columns.add(
          "  ", column.name, side, Self.count(measure), Self.sum(measure), Self.range(measure))
      }
    }
    lines += columns.lines()
    return lines
  }

  /// The first differences, and how many more there are.
  private func differences(of outcome: ReconcileOutcome) -> [String] {
    let lines = outcome.differences.map { difference in
      let place = difference.file.map { "; \($0), record \(difference.number ?? 0)" } ?? ""
      let columns =
        difference.columns.isEmpty ? "" : ": \(difference.columns.joined(separator: ", "))"
      return "      \(difference.key.joined(separator: " "))  "
        + paint.faint("(\(difference.kind.rawValue)\(columns)\(place))")
    }
    let count = outcome.differenceCounts.values.reduce(0, +)
    if count <= outcome.differences.count { return lines }
    return lines
      + [paint.faint("      and \(Numbers.grouped(count - outcome.differences.count)) more")]
  }

  /// What was not compared, and with what.
  private func notes(on outcome: ReconcileOutcome) -> [String] {
    var lines: [String] = []
    if outcome.rejectedCount > 0 {
      lines.append(
        paint.faint("      \(Numbers.counted(outcome.rejectedCount, "reject")) not compared"))
    }
    if !outcome.unloadedFiles.isEmpty {
      lines.append(
        paint.note(
          "      nothing is loaded from \(Self.list(outcome.unloadedFiles)), or it was undone: "
            + "compared with all of it"))
    }
    if !outcome.unreadFiles.isEmpty {
      lines.append(
        paint.note(
          "      \(Self.list(outcome.unreadFiles)) goes on after what was loaded: the rest was not "
            + "compared"))
    }
    if outcome.otherCount > 0 {
      lines.append(
        paint.faint(
          "      \(Numbers.counted(outcome.otherCount, "row")) of \(outcome.target) "
            + "\(outcome.otherCount == 1 ? "was" : "were") loaded by no run"))
    }
    if outcome.isMappingChanged {
      lines.append(
        paint.note("      the mapping was changed since; compared with what it says today"))
    }
    return lines
  }

  private static func count(_ measure: ReconcileOutcome.Measure) -> String {
    Numbers.grouped(measure.count)
  }

  private static func sum(_ measure: ReconcileOutcome.Measure) -> String {
    measure.sum.map(\.description) ?? ""
  }

  private static func range(_ measure: ReconcileOutcome.Measure) -> String {
    guard let least = measure.least, let greatest = measure.greatest else { return "–" }
    return "\(least.description.prefix(24)) … \(greatest.description.prefix(24))"
  }
}
