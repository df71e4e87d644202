package import SeedbedBackfill
import SeedbedCore
import SeedbedStore

extension TextReport {
  /// A reject with its bytes and what was tried.
  package func text(of kept: KeptReject) -> String {
    let reject = kept.reject
    var lines = [
      "  \(reject.file):\(reject.line): \(Self.reason(reject))",
      paint.faint(
        "      \(reject.code) at \(reject.stage.rawValue), record \(reject.number), "
          + "byte \(reject.offset), \(Numbers.counted(reject.length, "byte")), "
          + "rejected by \(kept.run)"),
      "      "
        + (kept.raw.isEmpty && reject.length > 0
          ? paint.faint("the bytes are withheld; sha256 \(kept.rawChecksum ?? "unknown")")
          : Self.shown(kept.raw)),
    ]
    lines += kept.attempts.map { attempt in
      let reason = attempt.message.map { ": \($0)" } ?? ""
      return "      \(attempt.at)  \(attempt.run)  \(attempt.result.rawValue)\(reason)  "
        + paint.faint("mapping \(attempt.mapping.prefix(12))")
    }
    lines.append("  " + (kept.reject.settled.map { "settled: \($0.rawValue)" } ?? "open"))
    return lines.joined(separator: "\n")
  }

  /// What replays did.
  package func text(of outcomes: [ReplayOutcome]) -> String {
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
        + lines(of: outcome.rejects, among: counts.rejected)
    }.joined(separator: "\n")
  }

  /// What backfills would do.
  package func text(of previews: [BackfillPreview]) -> String {
    let width = previews.map(\.outcome.backfill.count).max() ?? 0
    return
      (previews.flatMap { preview -> [String] in
        var lines = self.lines(of: preview.outcome, width: width, isTried: true)
        lines.insert(contentsOf: samples(of: preview), at: 1)
        return lines
      } + ["  nothing was changed: a dry run"]).joined(separator: "\n")
  }

  private func samples(of preview: BackfillPreview) -> [String] {
    preview.samples.enumerated().map { place, sample in
      let values = zip(preview.columns, sample).map { name, text in
        "\(name)=\(ShownText.line(text.prefix(text.count > 40 ? 39 : 40)))\(text.count > 40 ? "…" : "")"
      }
      return "      \(place + 1)  \(values.joined(separator: "  "))"
    }
  }
}
