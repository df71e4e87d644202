public import SeedbedBackfill
import SeedbedCore

extension TextReport {
  /// A reject with its bytes and what was tried.
  public func text(of kept: KeptReject) -> String {
    let reject = kept.reject
    let field = reject.column.map { "'\($0)': " } ?? ""
    var lines = [
      "  \(reject.file):\(reject.line): \(field)\(reject.message)",
      paint.faint(
        "      \(reject.code) at \(reject.stage.rawValue), record \(reject.number), "
          + "byte \(reject.offset), \(reject.length) bytes, set aside by \(kept.run)"),
      "      "
        + (kept.raw.isEmpty && reject.length > 0
          ? paint.faint("the bytes are withheld; sha256 \(kept.rawChecksum ?? "unknown")")
          : Self.shown(kept.raw)),
    ]
    lines += kept.attempts.map { attempt in
      let reason = attempt.message.map { ": \($0)" } ?? ""
      return "      \(attempt.at)  \(attempt.run)  \(attempt.result)\(reason)  "
        + paint.faint("mapping \(attempt.mapping.prefix(12))")
    }
    lines.append("  " + (kept.settled.map { "settled: \($0)" } ?? "open"))
    return lines.joined(separator: "\n")
  }

  /// What replays did.
  public func text(of outcomes: [ReplayOutcome]) -> String {
    outcomes.flatMap { outcome -> [String] in
      let counts = outcome.counts
      if counts.read == 0 { return ["  \(outcome.backfill) has no open reject"] }
      var parts = ["\(Numbers.grouped(counts.loaded)) loaded"]
      if counts.present > 0 { parts.append("\(Numbers.grouped(counts.present)) present") }
      if counts.filtered > 0 { parts.append("\(Numbers.grouped(counts.filtered)) filtered") }
      if counts.rejected > 0 {
        parts.append(paint.note("\(Numbers.grouped(counts.rejected)) rejected again"))
      }
      let mark = counts.rejected == 0 ? paint.good("✓") : paint.note("!")
      let head =
        "  \(mark) \(outcome.run)  \(Numbers.grouped(counts.read)) replayed = "
        + parts.joined(separator: " + ")
      return [head]
        + outcome.rejects.prefix(3).map { reject in
          let field = reject.column.map { "'\($0)': " } ?? ""
          return "      \(reject.file):\(reject.line): \(field)\(reject.message) "
            + paint.faint("(\(reject.code), record \(reject.number))")
        }
    }.joined(separator: "\n")
  }

  /// What backfills would load.
  public func text(of previews: [BackfillPreview]) -> String {
    (previews.flatMap(lines) + ["  nothing was changed"]).joined(separator: "\n")
  }

  private func lines(of preview: BackfillPreview) -> [String] {
    let counts = preview.counts
    var parts = ["\(Numbers.grouped(counts.loaded)) to load"]
    if counts.present > 0 { parts.append("\(Numbers.grouped(counts.present)) present") }
    if counts.filtered > 0 { parts.append("\(Numbers.grouped(counts.filtered)) filtered") }
    if counts.rejected > 0 {
      parts.append(paint.note("\(Numbers.grouped(counts.rejected)) rejected"))
    }
    var lines = [
      "  · \(preview.backfill) → \(preview.target)  \(Numbers.grouped(counts.read)) read = "
        + parts.joined(separator: " + ")
    ]
    for (place, sample) in preview.samples.enumerated() {
      let values = zip(preview.columns, sample).map { name, text in
        "\(name)=\(text.count > 40 ? "\(text.prefix(39))…" : text)"
      }
      lines.append("      \(place + 1)  \(values.joined(separator: "  "))")
    }
    lines += preview.rejects.prefix(3).map { reject in
      let field = reject.column.map { "'\($0)': " } ?? ""
      return "      \(reject.file):\(reject.line): \(field)\(reject.message) "
        + paint.faint("(\(reject.code), byte \(reject.offset))")
    }
    if counts.rejected > 3 {
      lines.append(
        paint.faint("      and \(Numbers.grouped(counts.rejected - 3)) more rejects"))
    }
    if !preview.unmappedFields.isEmpty {
      lines.append(paint.faint("      no mapping reads \(Self.list(preview.unmappedFields))"))
    }
    return lines
  }
}
