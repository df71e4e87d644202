package import SeedbedBackfill
import SeedbedCore
package import SeedbedFormats

extension JSONReport {
  package static func json(of outcomes: [ReconcileOutcome]) -> JSONValue {
    ["version": 1, "backfills": .array(outcomes.map(json))]
  }

  private static func json(of outcome: ReconcileOutcome) -> JSONValue {
    let counts = ReconcileOutcome.Kind.allCases.map {
      ($0.rawValue, number(outcome.differenceCounts[$0] ?? 0))
    }
    let differences = outcome.differences.map { difference -> JSONValue in
      [
        "kind": .string(difference.kind.rawValue),
        "key": .array(difference.key.map { .string($0) }),
        "file": difference.file.map { .string($0) } ?? .null,
        "record": difference.number.map { number($0) } ?? .null,
        "columns": .array(difference.columns.map { .string($0) }),
      ]
    }
    let columns = outcome.columns.map { column -> JSONValue in
      [
        "column": .string(column.name), "source": json(of: column.source),
        "target": json(of: column.target),
      ]
    }
    return [
      "backfill": .string(outcome.backfill), "target": .string(outcome.target),
      "good": .bool(outcome.isGood),
      "source": [
        "count": number(outcome.sourceCount),
        "checksum": .string(outcome.sourceChecksum.description),
      ],
      "rows": [
        "count": number(outcome.targetCount),
        "checksum": .string(outcome.targetChecksum.description),
      ], "columns": .array(columns), "loaded_by_no_run": number(outcome.otherCount),
      "rejects_not_compared": number(outcome.rejectedCount),
      "replaced_by_a_later_record": number(outcome.replacedCount),
      "files_not_loaded": .array(outcome.unloadedFiles.map { .string($0) }),
      "files_with_more": .array(outcome.unreadFiles.map { .string($0) }),
      "mapping_changed": .bool(outcome.isMappingChanged),
      "differences": .object(JSONObject(counts)), "first_differences": .array(differences),
    ]
  }

  private static func json(of measure: ReconcileOutcome.Measure) -> JSONValue {
    [
      "count": number(measure.count),
      "sum": measure.sum.map { .string($0.description) } ?? .null,
      "least": measure.least.map { .string($0.description) } ?? .null,
      "greatest": measure.greatest.map { .string($0.description) } ?? .null,
    ]
  }
}
