import SeedbedCore
package import SeedbedFormats
package import SeedbedStore

extension DatabaseComparison: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }

  package var json: JSONValue {
    [
      "version": 1, "left": .string(left), "right": .string(right), "equal": .bool(isEqual),
      "structure": .array(structure.map(\.json)), "collections": .array(collections.map(\.json)),
    ]
  }
}

extension CollectionComparison {
  fileprivate var json: JSONValue {
    [
      "collection": .string(name), "key": .strings(key), "left": .integer(left),
      "right": .integer(right), "changed": .integer(changed), "only_left": .integer(onlyLeft),
      "only_right": .integer(onlyRight), "rows_read": .integer(rowsRead),
      "ranges": .integer(ranges), "ranges_differing": .integer(rangesDiffering),
      "rows": .array(rows.map(\.json)),
    ]
  }
}

extension RowDifference {
  fileprivate var json: JSONValue {
    let (kind, columns): (String, [String]) =
      switch kind {
      case .changed(let columns): ("changed", columns)
      case .only(let side): ("only_\(side.rawValue)", [])
      }
    return [
      "difference": .string(kind), "columns": .strings(columns), "count": .integer(count),
      "row": .object(JSONObject(name.map { ($0.column, $0.value.json) })),
    ]
  }
}

extension Value {
  fileprivate var json: JSONValue {
    switch self {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .int(let number): .number(JSONNumber(number))
    case .float, .decimal, .text, .bytes, .timestamp, .json: .string(description)
    }
  }
}

extension StructureDifference {
  fileprivate var json: JSONValue {
    switch self {
    case .collection(let name, let side, let records):
      [
        "difference": .string("collection_only_\(side.rawValue)"), "collection": .string(name),
        "records": .integer(records),
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
        "difference": "primary_key", "collection": .string(name), "left": .strings(left),
        "right": .strings(right),
      ]
    }
  }
}

extension TextReport {
  /// The collections, the rows that differ, and what differs in the structure.
  func text(of comparison: DatabaseComparison) -> String {
    var lines = [
      paint.faint("left  \(comparison.left)"), paint.faint("right \(comparison.right)"),
    ]
    let collections = comparison.collections
    var columns = Columns(rightAligned: [1, 2])
    for collection in collections {
      columns.add(
        collection.name, Numbers.grouped(collection.left), Numbers.grouped(collection.right),
        words(on: collection))
    }
    for (collection, line) in zip(collections, columns.lines()) {
      lines.append(line)
      lines += collection.rows.map { "      \(self.line(of: $0))" }
      let unlisted = collection.differing - collection.rows.reduce(0) { $0 + $1.count }
      if unlisted > 0 {
        lines.append(paint.faint("      and \(Numbers.grouped(unlisted)) more; --limit lists them"))
      }
    }
    lines += comparison.structure.map { "  \(paint.bad("!")) \(words(on: $0))" }
    return (lines + [summary(of: comparison)]).joined(separator: "\n")
  }

  private func words(on collection: CollectionComparison) -> String {
    if collection.differing == 0 { return paint.good("equal") }
    let parts = [
      (collection.changed, "changed"), (collection.onlyLeft, "only left"),
      (collection.onlyRight, "only right"),
    ]
    return paint.bad(
      parts.filter { $0.0 > 0 }.map { "\(Numbers.grouped($0.0)) \($0.1)" }
        .joined(separator: ", "))
  }

  private func line(of row: RowDifference) -> String {
    let name = row.name.map { "\($0.column)=\($0.value)" }.joined(separator: " ")
    let times = row.count > 1 ? paint.faint("  \(Numbers.grouped(row.count)) times") : ""
    return switch row.kind {
    case .changed(let columns):
      "~ \(name)  \(paint.faint("changed: \(columns.joined(separator: ", "))"))"
    case .only(.left): "- \(name)  \(paint.faint("only left"))\(times)"
    case .only(.right): "+ \(name)  \(paint.faint("only right"))\(times)"
    }
  }

  private func words(on difference: StructureDifference) -> String {
    switch difference {
    case .collection(let name, let side, let records):
      "collection \(name) is only \(side.rawValue), with \(Numbers.counted(records, "record"))"
    case .column(let column, let name, let side):
      "column \(name).\(column) is only \(side.rawValue)"
    case .type(let column, let name, let left, let right):
      "column \(name).\(column) is \(left) left and \(right) right"
    case .primaryKey(let name, let left, let right):
      "the primary key of \(name) is \(words(on: left)) left and \(words(on: right)) right"
    }
  }

  private func words(on key: [String]) -> String {
    key.isEmpty ? "none" : "(\(key.joined(separator: ", ")))"
  }

  private func summary(of comparison: DatabaseComparison) -> String {
    let collections = comparison.collections
    let rows = collections.reduce(0) { $0 + $1.differing }
    let ranges = collections.reduce(0) { $0 + $1.ranges }
    let differing = collections.reduce(0) { $0 + $1.rangesDiffering }
    var read = "\(Numbers.counted(collections.reduce(0) { $0 + $1.rowsRead }, "row")) read"
    if ranges > 0 {
      read += ", \(Numbers.grouped(differing)) of \(Numbers.counted(ranges, "range")) a second time"
    }
    if comparison.isEqual {
      return
        "\(paint.good("✓")) equal in \(Numbers.counted(collections.count, "collection")) · \(read)"
    }
    let verb = rows == 1 ? "differs" : "differ"
    var parts = ["\(Numbers.counted(rows, "row")) \(verb)"]
    if !comparison.structure.isEmpty {
      let count = comparison.structure.count
      parts.append("\(Numbers.counted(count, "difference")) in structure")
    }
    return "\(paint.bad("✗")) \((parts + [read]).joined(separator: " · "))"
  }
}
