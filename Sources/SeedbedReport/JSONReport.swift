package import SeedbedBackfill
package import SeedbedCore
package import SeedbedFormats
package import SeedbedMigrations
package import SeedbedSeeds
package import SeedbedStore

/// Outcomes for other programs: every document says its version, and keys are sorted when written.
package enum JSONReport {
  package static func json(of plan: MigrationPlan) -> JSONValue {
    let entries = plan.entries.map { entry -> JSONValue in
      let state =
        switch entry.state {
        case .applied: "applied"
        case .pending: "pending"
        case .drifted: "drifted"
        case .missing: "missing"
        case .outOfOrder: "out-of-order"
        case .inDoubt: "in-doubt"
        }
      return [
        "id": .string(entry.id), "state": .string(state),
        "checksum": entry.migration.map { .string($0.checksum.description) } ?? .null,
        "steps": .array((entry.migration?.steps ?? []).map { .string($0.summary) }),
      ]
    }
    return [
      "version": 1, "migrations": .array(entries),
      "problems": .array(plan.problems.items.map { json(of: $0) }),
      "refusal": plan.refusal.map { json(of: $0) } ?? .null,
    ]
  }

  package static func json(of outcome: MigrationOutcome) -> JSONValue {
    let done = outcome.done.map { done -> JSONValue in
      [
        "id": .string(done.id), "manner": .string(done.manner.rawValue),
        "steps": .array(done.steps.map { .string($0) }),
      ]
    }
    return [
      "version": 1, "done": .array(done), "already_applied": number(outcome.alreadyApplied),
      "failure": outcome.failure.map { json(of: $0) } ?? .null,
    ]
  }

  package static func json(of outcome: MigrationDownOutcome) -> JSONValue {
    let undone = outcome.undone.map { undone -> JSONValue in
      let lost = undone.lost.map { lost -> JSONValue in
        [
          "collection": .string(lost.collection),
          "column": lost.column.map { .string($0) } ?? .null,
          "count": number(lost.count),
        ]
      }
      return [
        "id": .string(undone.id), "steps": .array(undone.steps.map { .string($0) }),
        "lost": .array(lost),
      ]
    }
    return [
      "version": 1, "undone": .array(undone),
      "failure": outcome.failure.map { json(of: $0) } ?? .null,
    ]
  }

  package static func json(of plans: [SeedPlan]) -> JSONValue {
    let sets = plans.map { plan -> JSONValue in
      let loads = plan.loads.map { ($0.schema.name, number($0.count)) }
      return ["set": .string(plan.name), "records": .object(JSONObject(loads))]
    }
    return ["version": 1, "sets": .array(sets)]
  }

  package static func json(of outcome: SeedOutcome) -> JSONValue {
    let loaded = outcome.loaded.map { ($0.collection, number($0.count)) }
    return [
      "version": 1, "set": .string(outcome.set), "mode": .string(outcome.mode.rawValue),
      "loaded": .object(JSONObject(loaded)), "removed": number(outcome.removed),
      "inserted": number(outcome.count - outcome.present - outcome.changed),
      "changed": number(outcome.changed), "present": number(outcome.present),
    ]
  }

  package static func json(of plans: [BackfillPlan]) -> JSONValue {
    let items = plans.map { plan -> JSONValue in
      [
        "backfill": .string(plan.specification.name), "target": .string(plan.schema.name),
        "files": .array(plan.fileNames.map { .string($0) }), "bytes": number(plan.size),
      ]
    }
    return ["version": 1, "backfills": .array(items)]
  }

  package static func json(of outcomes: [BackfillOutcome]) -> JSONValue {
    ["version": 1, "backfills": .array(outcomes.map { json(of: $0) })]
  }

  private static func json(of outcome: BackfillOutcome) -> JSONValue {
    let resumed = outcome.resumptions.map { place -> JSONValue in
      ["file": .string(place.file), "byte": number(place.byte)]
    }
    return [
      "backfill": .string(outcome.backfill), "target": .string(outcome.target),
      "run": outcome.hasBegun ? .string(outcome.run) : .null, "this_run": json(of: outcome.counts),
      "all_runs": json(of: outcome.totals), "resumed_at": .array(resumed),
      "unmapped_fields": .array(outcome.unmappedFields.map { .string($0) }),
      "passed_over": .object(JSONObject(outcome.passedOver.map { ($0.key, number($0.value)) })),
      "empty_files": .array(outcome.emptyFiles.map { .string($0) }),
      "rejects": .array(outcome.rejects.map { json(of: $0) }), "checks": json(of: outcome.checks),
      "files": .array(outcome.findings.map { json(of: $0) }),
      "failure": outcome.failure.map { json(of: $0) } ?? .null,
    ]
  }

  static func json(of checks: [BackfillOutcome.CheckResult]) -> JSONValue {
    .array(
      checks.map { check in
        [
          "subject": .string(check.subject), "expected": .string(check.expected.description),
          "actual": check.actual.map { .string($0.description) } ?? .null,
          "holds": .bool(check.holds),
        ]
      })
  }

  static func json(of finding: SourceFinding) -> JSONValue {
    switch finding {
    case .renamed(let file, let name):
      ["file": .string(file), "finding": "renamed", "from": .string(name)]
    case .copy(let file, let other, let records):
      [
        "file": .string(file), "finding": "copy", "of": .string(other),
        "records": number(records),
      ]
    case .replaced(let file): ["file": .string(file), "finding": "replaced"]
    case .reread(let file, let rows):
      ["file": .string(file), "finding": "reread", "rows": number(rows)]
    case .unended(let file, let record):
      ["file": .string(file), "finding": "no_line_end", "record": number(record)]
    case .lost(let file, let rows, let all):
      ["file": .string(file), "finding": "lost", "rows": number(rows), "of": number(all)]
    }
  }

  package static func json(of status: BackfillStatus) -> JSONValue {
    let runs = status.runs.map { run -> JSONValue in
      [
        "run": .string(run.id), "backfill": .string(run.backfill), "target": .string(run.target),
        "state": .string(status.state(of: run)), "started_at": .string(run.startedAt),
        "ended_at": run.endedAt.map { .string($0) } ?? .null, "counts": json(of: run.counts),
      ]
    }
    return [
      "version": 1, "runs": .array(runs),
      "collections_without_indexes": .array(
        status.collectionsWithoutIndexes.map { .string($0) }),
    ]
  }

  package static func json(of rejects: [Reject]) -> JSONValue {
    ["version": 1, "rejects": .array(rejects.map { json(of: $0) })]
  }

  static func json(of reject: Reject) -> JSONValue {
    [
      "file": .string(reject.file), "record": number(reject.number), "line": number(reject.line),
      "offset": number(reject.offset), "length": number(reject.length),
      "stage": .string(reject.stage.rawValue), "code": .string(reject.code),
      "column": reject.column.map { .string($0) } ?? .null, "message": .string(reject.message),
      "settled": reject.settled.map { .string($0.rawValue) } ?? .null,
    ]
  }

  static func json(of counts: BackfillCounts) -> JSONValue {
    [
      "read": number(counts.read), "loaded": number(counts.loaded),
      "present": number(counts.present), "filtered": number(counts.filtered),
      "rejected": number(counts.rejected),
    ]
  }

  package static func json(of diagnostic: Diagnostic) -> JSONValue {
    [
      "code": .string(diagnostic.code.name), "message": .string(diagnostic.message),
      "help": diagnostic.help.map { .string($0) } ?? .null,
      "cause": diagnostic.cause.map { .string($0) } ?? .null,
      "file": diagnostic.location.map { .string($0.file) } ?? .null,
      "line": diagnostic.location.map { number($0.line) } ?? .null,
      "column": diagnostic.location.map { number($0.column) } ?? .null,
    ]
  }

  package static func json(of diagnostics: Diagnostics) -> JSONValue {
    ["version": 1, "diagnostics": .array(diagnostics.items.map { json(of: $0) })]
  }

  /// A document as text.
  package static func text(of document: JSONValue) -> String {
    JSONWriter.text(document, pretty: true)
  }

  static func number(_ number: Int) -> JSONValue { .number(JSONNumber(Int64(number))) }
}
