import SeedbedCore
package import SeedbedFormats
package import SeedbedSeeds

extension SeedOutcome: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }

  package var json: JSONValue {
    let loaded = loaded.map { ($0.collection, JSONValue.integer($0.count)) }
    return [
      "version": 1, "set": .string(set), "mode": .string(mode.rawValue),
      "loaded": .object(JSONObject(loaded)), "removed": .integer(removed),
      "inserted": .integer(count - present - changed), "changed": .integer(changed),
      "present": .integer(present),
    ]
  }
}

extension TextReport {
  /// What a load put in place.
  func text(of outcome: SeedOutcome) -> String {
    var columns = Columns(rightAligned: [1])
    for loaded in outcome.loaded { columns.add(loaded.collection, Numbers.grouped(loaded.count)) }
    let replaced =
      outcome.removed > 0
      ? ", in place of \(Numbers.grouped(outcome.removed)) of earlier seeds" : ""
    let found = [(outcome.changed, "changed"), (outcome.present, "there already")]
      .filter { $0.0 > 0 }.map { ", \(Numbers.grouped($0.0)) of them \($0.1)" }.joined()
    let words =
      "\(Numbers.counted(outcome.count, "record")) of set \(outcome.set)\(replaced)\(found)"
    return (columns.lines() + ["  \(paint.good("✓")) \(words)"]).joined(separator: "\n")
  }
}
