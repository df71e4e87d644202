import SeedbedCore
package import SeedbedFormats
package import SeedbedStore

extension JSONReport {
  package static func json(of checksum: DatabaseChecksum) -> JSONValue {
    let collections = checksum.collections.map { collection -> (String, JSONValue) in
      let value: JSONValue = [
        "records": number(collection.count),
        "checksum": .string(collection.checksum.description),
      ]
      return (collection.name, value)
    }
    return [
      "version": 1, "database": .string(checksum.name),
      "checksum": .string(checksum.checksum.description),
      "collections": .object(JSONObject(collections)),
    ]
  }

  package static func json(of comparison: DatabaseComparison) -> JSONValue {
    [
      "version": 1, "left": .string(comparison.left), "right": .string(comparison.right),
      "equal": .bool(comparison.isEqual),
      "structure": .array(comparison.structure.map { json(of: $0) }),
      "collections": .array(comparison.collections.map { json(of: $0) }),
    ]
  }

  private static func json(of collection: CollectionComparison) -> JSONValue {
    [
      "collection": .string(collection.name), "key": names(collection.key),
      "left": number(collection.left), "right": number(collection.right),
      "changed": number(collection.changed), "only_left": number(collection.onlyLeft),
      "only_right": number(collection.onlyRight), "rows_read": number(collection.rowsRead),
      "ranges": number(collection.ranges), "ranges_differing": number(collection.rangesDiffering),
      "rows": .array(collection.rows.map { json(of: $0) }),
    ]
  }

  private static func json(of row: RowDifference) -> JSONValue {
    let (kind, columns): (String, [String]) =
      switch row.kind {
      case .changed(let columns): ("changed", columns)
      case .only(let side): ("only_\(side.rawValue)", [])
      }
    let name = row.name.map { ($0.column, json(of: $0.value)) }
    return [
      "difference": .string(kind), "columns": names(columns), "count": number(row.count),
      "row": .object(JSONObject(name)),
    ]
  }

  private static func json(of value: Value) -> JSONValue {
    switch value {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .int(let number): .number(JSONNumber(number))
    case .float, .decimal, .text, .bytes, .timestamp, .json: .string(value.description)
    }
  }

  private static func json(of difference: StructureDifference) -> JSONValue {
    switch difference {
    case .collection(let name, let side, let records):
      [
        "difference": .string("collection_only_\(side.rawValue)"), "collection": .string(name),
        "records": number(records),
      ]
    case .column(let column, let name, let side):
      [
        "difference": .string("column_only_\(side.rawValue)"), "collection": .string(name),
        "column": .string(column),
      ]
    case .type(let column, let name, let left, let right):
      [
        "difference": "type", "collection": .string(name), "column": .string(column),
        "left": .string(left.description), "right": .string(right.description),
      ]
    case .primaryKey(let name, let left, let right):
      [
        "difference": "primary_key", "collection": .string(name), "left": names(left),
        "right": names(right),
      ]
    }
  }

  private static func names(_ names: [String]) -> JSONValue {
    .array(names.map { .string($0) })
  }
}
