package import SeedbedBackfill
import SeedbedCore
package import SeedbedFormats

extension BackfillPreview: ShownInList {
  package static func text(of list: [Self], by report: TextReport) -> String {
    report.text(of: list)
  }

  package static func json(of list: [Self]) -> JSONValue {
    let backfills = list.map { preview -> JSONValue in
      let samples = preview.samples.map { sample in
        JSONValue.object(
          JSONObject(zip(preview.columns, sample).map { ($0, JSONValue.string($1)) }))
      }
      let outcome = preview.outcome
      return [
        "backfill": .string(outcome.backfill), "target": .string(outcome.target),
        "would": outcome.counts.json, "samples": .array(samples),
        "rejects": .array(outcome.rejects.map(\.json)),
        "unmapped_fields": .strings(outcome.unmappedFields),
        "checks": .array(outcome.checks.map(\.json)),
        "files": .array(outcome.findings.map(\.json)), "failure": outcome.failure?.json ?? .null,
      ]
    }
    return ["version": 1, "dry_run": true, "backfills": .array(backfills)]
  }
}

extension TextReport {
  /// What backfills would do.
  func text(of previews: [BackfillPreview]) -> String {
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
