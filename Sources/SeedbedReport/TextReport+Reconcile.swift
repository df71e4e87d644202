package import SeedbedBackfill
import SeedbedCore

extension TextReport {
  /// How sources and collections compare.
  package func text(of outcomes: [ReconcileOutcome]) -> String {
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
    var lines = [
      "  \(mark) \(outcome.backfill) → \(outcome.target)  \(parts.joined(separator: ", "))"
    ]
    lines += table(of: outcome)
    lines += outcome.differences.map { difference in
      let place = difference.file.map { "; \($0), record \(difference.number ?? 0)" } ?? ""
      let columns =
        difference.columns.isEmpty ? "" : ": \(difference.columns.joined(separator: ", "))"
      return "      \(difference.key.joined(separator: " "))  "
        + paint.faint("(\(difference.kind.rawValue)\(columns)\(place))")
    }
    let count = outcome.differenceCounts.values.reduce(0, +)
    if count > outcome.differences.count {
      lines.append(
        paint.faint("      and \(Numbers.grouped(count - outcome.differences.count)) more"))
    }
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
