package import SeedbedBackfill
import SeedbedCore
package import SeedbedFormats
import SeedbedStore

extension JSONReport {
  package static func json(of kept: KeptReject) -> JSONValue {
    let attempts = kept.attempts.map { attempt -> JSONValue in
      [
        "run": .string(attempt.run), "at": .string(attempt.at),
        "mapping": .string(attempt.mapping), "result": .string(attempt.result.rawValue),
        "code": attempt.code.map { .string($0) } ?? .null,
        "column": attempt.column.map { .string($0) } ?? .null,
        "message": attempt.message.map { .string($0) } ?? .null,
      ]
    }
    let isWithheld = kept.raw.isEmpty && kept.reject.length > 0
    return [
      "version": 1, "reject": json(of: kept.reject), "run": .string(kept.run),
      "raw": isWithheld ? .null : .string(String(decoding: kept.raw, as: UTF8.self)),
      "raw_sha256": kept.rawChecksum.map { .string($0) } ?? .null,
      "settled": kept.reject.settled.map { .string($0.rawValue) } ?? .null,
      "attempts": .array(attempts),
    ]
  }

  package static func json(of outcomes: [ReplayOutcome]) -> JSONValue {
    let replays = outcomes.map { outcome -> JSONValue in
      [
        "backfill": .string(outcome.backfill), "run": .string(outcome.run),
        "counts": json(of: outcome.counts), "rejects": .array(outcome.rejects.map { json(of: $0) }),
        "failure": outcome.failure.map { json(of: $0) } ?? .null,
      ]
    }
    return ["version": 1, "replays": .array(replays)]
  }

  package static func json(of previews: [BackfillPreview]) -> JSONValue {
    let backfills = previews.map { preview -> JSONValue in
      let samples = preview.samples.map { sample in
        JSONValue.object(
          JSONObject(zip(preview.columns, sample).map { ($0, JSONValue.string($1)) }))
      }
      let outcome = preview.outcome
      return [
        "backfill": .string(outcome.backfill), "target": .string(outcome.target),
        "would": json(of: outcome.counts), "samples": .array(samples),
        "rejects": .array(outcome.rejects.map { json(of: $0) }),
        "unmapped_fields": .array(outcome.unmappedFields.map { .string($0) }),
        "checks": json(of: outcome.checks), "files": .array(outcome.findings.map { json(of: $0) }),
        "failure": outcome.failure.map { json(of: $0) } ?? .null,
      ]
    }
    return ["version": 1, "dry_run": true, "backfills": .array(backfills)]
  }
}
