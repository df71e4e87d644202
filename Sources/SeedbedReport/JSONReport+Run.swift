import SeedbedCore
package import SeedbedFormats
package import SeedbedGolden
package import SeedbedStore

extension JSONReport {
  /// Everything one run did; `report` is where its HTML report lies.
  package static func json(of summary: RunSummary, report: String) -> JSONValue {
    [
      "version": 1, "database": .string(summary.database),
      "started_at": .string(summary.startedAt.description),
      "migrations": json(of: summary.migrations),
      "seeds": summary.seeds.map { json(of: $0) } ?? .null,
      "backfills": json(of: summary.backfills),
      "verification": summary.verification?.json ?? .null,
      "report": .string(report),
    ]
  }

  package static func json(of outcome: RecordOutcome) -> JSONValue {
    let items = outcome.items.map { item -> JSONValue in
      let (result, detail): (String, String?) =
        switch item.result {
        case .unchanged: ("unchanged", nil)
        case .written(let path): ("written", path)
        case .refused(let reason): ("refused", reason.description)
        }
      return [
        "call": .string(item.call.description), "body": .string(item.body),
        "result": .string(result), "detail": detail.map { .string($0) } ?? .null,
        "varying": .array(item.varying.map { .string($0) }),
        "matchers": .array(item.matchers.map { .string($0) }),
        "secrets": .array(item.secrets.map { .string($0) }),
      ]
    }
    return [
      "version": 1, "items": .array(items),
      "remarks": .array(outcome.remarks.map { .string($0) }),
    ]
  }

  package static func json(of pending: [PendingBody]) -> JSONValue {
    let items = pending.map { item -> JSONValue in
      [
        "body": .string(item.body), "calls": .array(item.titles.map { .string($0) }),
        "new": .bool(item.isNew),
        "differences": .array(item.differences.map { .string($0.description) }),
      ]
    }
    return ["version": 1, "pending": .array(items)]
  }

  package static func json(of status: DatabaseStatus) -> JSONValue {
    let counts = status.collections.map { ($0.name, number($0.count)) }
    return [
      "version": 1, "database": .string(status.name), "test_mark": .bool(status.testMark != nil),
      "collections": .object(JSONObject(counts)),
    ]
  }
}
