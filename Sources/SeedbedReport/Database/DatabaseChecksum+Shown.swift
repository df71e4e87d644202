import SeedbedCore
package import SeedbedFormats
package import SeedbedStore

extension DatabaseChecksum: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }

  package var json: JSONValue {
    let collections = collections.map { collection -> (String, JSONValue) in
      let value: JSONValue = [
        "records": .integer(collection.count),
        "checksum": .string(collection.checksum.description),
      ]
      return (collection.name, value)
    }
    return [
      "version": 1, "database": .string(name), "checksum": .string(checksum.description),
      "collections": .object(JSONObject(collections)),
    ]
  }
}

extension TextReport {
  /// The collections with their counts and checksums, and the database's.
  func text(of checksum: DatabaseChecksum) -> String {
    var columns = Columns(rightAligned: [1])
    for collection in checksum.collections {
      columns.add(
        collection.name, Numbers.grouped(collection.count), collection.checksum.description)
    }
    return (columns.lines() + ["\(checksum.name) \(checksum.checksum)"]).joined(separator: "\n")
  }
}
