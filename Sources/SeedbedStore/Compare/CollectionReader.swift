import SeedbedCore

/// A row as it is compared.
struct ComparedRow {
  let position: RowPosition
  let digest: Digest
  /// In the order of the columns that are compared.
  let values: [Value]
}

/// The order in which the rows of a collection are cut into ranges.
enum RowOrder {
  /// Ranges of keys, which the engine finds.
  case key
  /// Ranges of digests, of the key or the whole row; the engine answers all rows, and they are sieved here.
  case digest
}

/// A key that an engine sorts in a way of its own, so that it cannot cut by it.
struct OrderMismatch: Error {}

/// Reads a collection on one side of a comparison.
struct CollectionReader {
  let session: any StoreSession
  let engine: StoreEngine
  let collection: ComparedCollection

  /// Every row of a range, in no particular order, in memory that does not grow with their number.
  ///
  /// - Throws: `OrderMismatch` when a row's key does not lie where the engine found it.
  func forEachRow(
    in range: KeyRange, by order: RowOrder, _ body: (ComparedRow) throws -> Void
  ) throws {
    var rows = collection.rows
    switch order {
    case .key:
      let (condition, bindings) = condition(for: range)
      try session.forEachRow(rows.query(of: collection.name) + condition, bindings) { row in
        let key = collection.keyPlaces.map { row.values[$0] }
        guard let position = RowPosition(key: key, of: collection.key), range.contains(position)
        else { throw OrderMismatch() }
        try body(
          ComparedRow(
            position: position, digest: rows.digest(of: row.values), values: row.values))
      }
    case .digest:
      let places = collection.keyPlaces
      try session.forEachRow(rows.query(of: collection.name), []) { row in
        let digest = rows.digest(of: row.values)
        let position = RowPosition(
          places.isEmpty ? digest : rows.digest(of: row.values, at: places))
        guard range.contains(position) else { return }
        try body(ComparedRow(position: position, digest: digest, values: row.values))
      }
    }
  }

  /// The keys at every `step`th row of a range, found by the engine.
  func bounds(in range: KeyRange, every step: Int) throws -> [KeyBound] {
    let (condition, bindings) = condition(for: range)
    let names = collection.key.map { SQLText.identifier($0.name) }.joined(separator: ", ")
    let sql = """
      SELECT \(names) FROM (
        SELECT \(names), row_number() OVER (ORDER BY \(terms.joined(separator: ", "))) AS place
        FROM \(SQLText.identifier(collection.name))\(condition)
      ) AS numbered WHERE place % \(step) = 0 ORDER BY place
      """
    return try session.rows(sql, bindings).map { row in
      guard let position = RowPosition(key: row.values, of: collection.key) else {
        throw OrderMismatch()
      }
      return KeyBound(position: position, key: row.values)
    }
  }

  private var terms: [String] { collection.key.map { SQLText.byteOrdered($0, on: engine) } }

  /// ` WHERE …` for a range of keys. The first column is named once more on its own, since SQLite looks a
  /// list of columns with collations up in no index.
  private func condition(for range: KeyRange) -> (sql: String, bindings: [Value]) {
    var conditions: [String] = []
    var bindings: [Value] = []
    func compare(_ bound: KeyBound?, _ comparison: String, first: String) {
      guard let bound else { return }
      let marks = bound.key.indices.map { "$\(bindings.count + $0 + 1)" }
      if terms.count > 1 { conditions.append("\(terms[0]) \(first) \(marks[0])") }
      let list = terms.joined(separator: ", ")
      conditions.append(
        terms.count == 1
          ? "\(list) \(comparison) \(marks[0])"
          : "(\(list)) \(comparison) (\(marks.joined(separator: ", ")))")
      bindings += bound.key
    }
    compare(range.lower, ">=", first: ">=")
    compare(range.upper, "<", first: "<=")
    return conditions.isEmpty
      ? ("", []) : (" WHERE " + conditions.joined(separator: " AND "), bindings)
  }
}
