package import SeedbedFormats

extension JSONReport {
  package static func json(of summary: CoverageSummary) -> JSONValue {
    [
      "version": 1,
      "collections": .object(
        JSONObject(summary.collections.map { ($0.name, json(of: $0.rows)) })),
      "endpoints": .array(
        summary.endpoints.map { endpoint in
          [
            "call": .string(endpoint.call), "reads": .array(endpoint.reads.map { .string($0) }),
            "rows": json(of: summary.rows(of: endpoint)),
          ]
        }), "total": json(of: summary.total),
    ]
  }

  private static func json(of rows: CoverageSummary.Rows) -> JSONValue {
    [
      "rows": number(rows.count), "loaded": number(rows.real), "seeded": number(rows.seeded),
      "unknown": number(rows.unknown),
    ]
  }
}
