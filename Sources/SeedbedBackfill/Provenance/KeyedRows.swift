import SeedbedCore
import SeedbedStore

/// Rows of one collection, by their keys, some hundred at a time.
struct KeyedRows {
  /// How many keys go into one statement.
  static let mostKeys = 200

  let schema: CollectionSchema
  private let keys: [String]

  init(of schema: CollectionSchema) {
    self.schema = schema
    keys = schema.primaryKey.map(\.name)
  }

  /// The values of `columns` of the rows that are there, by their packed keys.
  func values(
    of columns: [String], byKeys wanted: [[UInt8]], in session: any StoreSession
  ) throws -> [[UInt8]: [Value]] {
    var found: [[UInt8]: [Value]] = [:]
    let list = (keys + columns).map(SQLText.identifier).joined(separator: ", ")
    for part in Self.parts(of: wanted) {
      let (condition, bindings) = condition(for: part)
      let sql = "SELECT \(list) FROM \(SQLText.identifier(schema.name)) WHERE \(condition)"
      for row in try session.rows(sql, bindings) {
        found[PackedValue.bytes(of: Array(row.values.prefix(keys.count)))] =
          Array(row.values.dropFirst(keys.count))
      }
    }
    return found
  }

  /// Removes rows.
  ///
  /// - Returns: how many there were.
  func remove(_ wanted: [[UInt8]], in session: any StoreSession) throws -> Int {
    try Self.parts(of: wanted).reduce(0) { count, part in
      let (condition, bindings) = condition(for: part)
      return try count
        + session.execute(
          "DELETE FROM \(SQLText.identifier(schema.name)) WHERE \(condition)", bindings)
    }
  }

  /// The keys of those rows that rows of `children` refer to.
  func referred(
    among wanted: [[UInt8]], from children: [Child], in session: any StoreSession
  ) throws -> Set<[UInt8]> {
    guard !children.isEmpty else { return [] }
    let table = SQLText.identifier(schema.name)
    let list = keys.map { "\(table).\(SQLText.identifier($0))" }.joined(separator: ", ")
    let refers = children.map { child in
      """
      EXISTS (SELECT 1 FROM \(SQLText.identifier(child.collection)) child \
      WHERE child.\(SQLText.identifier(child.column)) = \
      \(table).\(SQLText.identifier(child.parentColumn)))
      """
    }.joined(separator: " OR ")
    return try Self.parts(of: wanted).reduce(into: []) { found, part in
      let (condition, bindings) = condition(for: part)
      let sql = "SELECT \(list) FROM \(table) WHERE (\(condition)) AND (\(refers))"
      for row in try session.rows(sql, bindings) {
        found.insert(PackedValue.bytes(of: row.values))
      }
    }
  }

  /// A column of another collection, or of the same, that refers to this one.
  struct Child {
    let collection, column, parentColumn: String
  }

  private static func parts(of keys: [[UInt8]]) -> [ArraySlice<[UInt8]>] {
    stride(from: 0, to: keys.count, by: mostKeys).map {
      keys[$0..<min(keys.count, $0 + mostKeys)]
    }
  }

  private func condition(for wanted: ArraySlice<[UInt8]>) -> (String, [Value]) {
    var bindings: [Value] = []
    let table = SQLText.identifier(schema.name)
    func marks(_ key: [UInt8]) -> [String] {
      PackedValue.values(in: key).map { value in
        bindings.append(value)
        return "$\(bindings.count)"
      }
    }
    if keys.count == 1, let key = keys.first {
      let list = wanted.flatMap { marks($0) }.joined(separator: ", ")
      return ("\(table).\(SQLText.identifier(key)) IN (\(list))", bindings)
    }
    let conditions = wanted.map { key in
      let terms = zip(keys, marks(key)).map { "\(table).\(SQLText.identifier($0)) = \($1)" }
      return "(\(terms.joined(separator: " AND ")))"
    }
    return (conditions.joined(separator: " OR "), bindings)
  }
}
