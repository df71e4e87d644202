import SeedbedCore
package import SeedbedFormats
import SeedbedGolden

/// Everything one run did, and where its HTML report lies.
package struct ReportedRun: Shown {
  private let summary: RunSummary
  private let path: String

  package init(_ summary: RunSummary, in path: String) {
    self.summary = summary
    self.path = path
  }

  package func text(by report: TextReport) -> String { "report \(path)" }

  package var json: JSONValue {
    [
      "version": 1, "database": .string(summary.database),
      "started_at": .string(summary.startedAt.description), "migrations": summary.migrations.json,
      "seeds": summary.seeds?.json ?? .null, "backfills": summary.backfills.json,
      "verification": summary.verification?.json ?? .null, "report": .string(path),
    ]
  }
}
