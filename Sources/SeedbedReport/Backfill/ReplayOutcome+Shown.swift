package import SeedbedBackfill
import SeedbedCore
package import SeedbedFormats
import SeedbedStore

extension ReplayOutcome: ShownInList {
  package static func text(of list: [Self], by report: TextReport) -> String {
    report.text(of: list)
  }

  package static func json(of list: [Self]) -> JSONValue {
    let replays = list.map { outcome -> JSONValue in
      [
        "backfill": .string(outcome.backfill), "run": .string(outcome.run),
        "counts": outcome.counts.json, "rejects": .array(outcome.rejects.map(\.json)),
        "failure": outcome.failure?.json ?? .null,
      ]
    }
    return ["version": 1, "replays": .array(replays)]
  }
}

extension TextReport {
  /// What replays did.
  func text(of outcomes: [ReplayOutcome]) -> String {
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
}
