import SeedbedCore
package import SeedbedFormats
import SeedbedGolden

extension CoverageSummary: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }

  package var json: JSONValue {
    let endpoints = endpoints.map { endpoint -> JSONValue in
      [
        "call": .string(endpoint.call), "reads": .strings(endpoint.reads),
        "rows": rows(of: endpoint).json,
      ]
    }
    return [
      "version": 1,
      "collections": .object(JSONObject(collections.map { ($0.name, $0.rows.json) })),
      "endpoints": .array(endpoints), "total": total.json,
    ]
  }
}

extension CoverageSummary.Rows {
  fileprivate var json: JSONValue {
    [
      "rows": .integer(count), "loaded": .integer(real), "seeded": .integer(seeded),
      "unknown": .integer(unknown),
    ]
  }
}

extension TextReport {
  /// What share of the rows is real, by collection and by endpoint.
  func text(of summary: CoverageSummary) -> String {
    var columns = Columns(rightAligned: [1, 2, 3, 4, 5])
    columns.add("collection", "rows", "real", "loaded", "seeded", "unknown")
    for collection in summary.collections {
      let rows = collection.rows
      columns.add(
        collection.name, Numbers.grouped(rows.count), Self.share(rows), Numbers.grouped(rows.real),
        Numbers.grouped(rows.seeded), Numbers.grouped(rows.unknown))
    }
    var lines = columns.lines()
    if !summary.endpoints.isEmpty {
      var calls = Columns(rightAligned: [1])
      calls.add("endpoint", "real", "reads")
      for endpoint in summary.endpoints {
        calls.add(
          endpoint.call, Self.share(summary.rows(of: endpoint)),
          endpoint.reads.joined(separator: ", "))
      }
      lines += [""] + calls.lines()
    }
    let total = summary.total
    return (lines + ["real \(Fraction(total.real, of: total.count)) of all rows"])
      .joined(separator: "\n")
  }

  private static func share(_ rows: CoverageSummary.Rows) -> String {
    rows.count == 0 ? "–" : Fraction(rows.real, of: rows.count).percentage
  }
}
