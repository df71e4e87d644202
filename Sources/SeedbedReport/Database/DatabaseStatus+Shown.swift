import SeedbedCore
package import SeedbedFormats
package import SeedbedStore

extension DatabaseStatus: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }

  package var json: JSONValue {
    let counts = collections.map { ($0.name, JSONValue.integer($0.count)) }
    return [
      "version": 1, "database": .string(name), "test_mark": .bool(testMark != nil),
      "collections": .object(JSONObject(counts)),
    ]
  }
}

extension TextReport {
  /// The collections and how many records each holds.
  func text(of status: DatabaseStatus) -> String {
    var columns = Columns(rightAligned: [1])
    for collection in status.collections {
      columns.add(collection.name, Numbers.grouped(collection.count))
    }
    return (columns.lines() + ["  \(status.name) \(status.markWords)"]).joined(separator: "\n")
  }
}
