package import SeedbedBackfill
import SeedbedCore
package import SeedbedFormats

extension JSONReport {
  package static func json(of trace: RowTrace) -> JSONValue {
    let origins = trace.origins.map { origin -> JSONValue in
      let (raw, reason): (JSONValue, JSONValue) =
        switch origin.original {
        case .bytes(let bytes): (.string(String(decoding: bytes, as: UTF8.self)), .null)
        case .unknown(let reason): (.null, .string(reason))
        }
      return [
        "run": .string(origin.run), "backfill": .string(origin.backfill),
        "started_at": .string(origin.startedAt),
        "specification": origin.specification.map { .string($0) } ?? .null,
        "mapping": origin.mapping.map { .string($0) } ?? .null, "file": .string(origin.file),
        "record": number(origin.number), "offset": number(origin.offset),
        "length": number(origin.length), "replaced": .bool(origin.isReplacement),
        "current": origin.isCurrent.map { .bool($0) } ?? .null, "original": raw,
        "original_unknown": reason,
      ]
    }
    return [
      "version": 1, "collection": .string(trace.collection),
      "key": .array(trace.key.map { .string($0) }), "there": .bool(trace.isThere),
      "origins": .array(origins),
    ]
  }

  package static func json(of outcome: UndoOutcome) -> JSONValue {
    let counts = UndoOutcome.Reason.allCases.map {
      ($0.rawValue, number(outcome.keptCounts[$0] ?? 0))
    }
    let kept = outcome.kept.map { kept -> JSONValue in
      [
        "key": .array(kept.key.map { .string($0) }), "file": .string(kept.file),
        "record": number(kept.number), "reason": .string(kept.reason.rawValue),
      ]
    }
    return [
      "version": 1, "run": .string(outcome.run), "backfill": .string(outcome.backfill),
      "target": .string(outcome.target), "dry_run": .bool(outcome.isDryRun),
      "removed": number(outcome.removed), "restored": number(outcome.restored),
      "gone": number(outcome.gone), "kept": .object(JSONObject(counts)),
      "kept_records": .array(kept),
    ]
  }
}
