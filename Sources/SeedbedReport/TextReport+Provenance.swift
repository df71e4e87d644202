package import SeedbedBackfill
import SeedbedCore
import SeedbedStore

extension TextReport {
  /// Where a row came from.
  package func text(of trace: RowTrace) -> String {
    let name = "\(trace.collection) \(trace.key.joined(separator: " "))"
    if trace.origins.isEmpty {
      return trace.isThere
        ? "  \(name) is there, and no run loaded it" : "  there is no \(name), and no run loaded it"
    }
    return (["  \(name)\(trace.isThere ? "" : " is gone")"] + trace.origins.flatMap(lines))
      .joined(separator: "\n")
  }

  private func lines(of origin: RowTrace.Origin) -> [String] {
    let state =
      switch origin.isCurrent {
      case true?: "as it was loaded"
      case false?: "changed since"
      case nil: "its columns are gone"
      }
    var lines = [
      "  \(origin.isReplacement ? "replaced" : "loaded") by \(origin.run) at \(origin.startedAt)  "
        + paint.faint("(\(state))"),
      "      \(origin.file): record \(origin.number), byte \(origin.offset), \(origin.length) bytes",
    ]
    if let specification = origin.specification, let mapping = origin.mapping {
      lines.append(
        paint.faint("      mapping \(specification) \(mapping.prefix(12))"))
    }
    switch origin.original {
    case .bytes(let bytes): lines.append("      \(Self.shown(bytes))")
    case .unknown(let reason):
      lines.append(paint.faint("      the bytes are not shown: \(reason)"))
    }
    return lines
  }

  /// Bytes on one line; what nobody can see as escapes.
  static func shown(_ bytes: [UInt8]) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    return ShownText.line(text)
  }

  /// What undoing a run did, or would do.
  package func text(of outcome: UndoOutcome) -> String {
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
