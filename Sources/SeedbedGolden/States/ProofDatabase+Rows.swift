import SeedbedCore
import SeedbedStore

extension ProofDatabase {
  /// Every row of every collection that this role may read; nil when there is more than a proof can hold.
  func data(within limit: ProofLimit = .state) throws -> ProofData? {
    do {
      return try store.read { session in
        let schemas = try Self.schemas(in: session)
        guard try Self.count(of: schemas, in: session) <= limit.rows else { throw TooLarge() }
        var size = ProofLimit.Size()
        return ProofData(
          collections: try schemas.map { schema in
            var rows: [[Value]] = []
            try session.forEachRow(Self.question(schema), []) { row in
              size.add(row.values)
              if !limit.holds(size) { throw TooLarge() }
              rows.append(row.values)
            }
            return ProofData.Collection(schema: schema, rows: rows)
          })
      }
    } catch is TooLarge {
      return nil
    }
  }

  private struct TooLarge: Error {}

  /// The first rows of every collection, and the rows of others that these refer to.
  func sample(of count: Int = 100) throws -> ProofData {
    try store.read { session in
      var collections: [ProofData.Collection] = []
      for schema in try Self.schemas(in: session).reversed() {
        var rows = try session.rows("\(Self.question(schema)) LIMIT \(count)").map(\.values)
        for column in schema.columns {
          let keys = collections.flatMap { $0.keys(of: schema.name, column.name) }
          rows += try Self.rows(of: schema, holding: keys, in: column, session)
        }
        var seen: Set<[Value]> = []
        collections.append(
          ProofData.Collection(schema: schema, rows: rows.filter { seen.insert($0).inserted }))
      }
      return ProofData(collections: collections.reversed())
    }
  }

  private static func rows(
    of schema: CollectionSchema, holding values: [Value], in column: CollectionSchema.Column,
    _ session: any StoreSession
  ) throws -> [[Value]] {
    let texts = Set(values.map(\.description)).sorted()
    return try stride(from: 0, to: texts.count, by: 500).flatMap { start in
      let part = texts[start..<min(start + 500, texts.count)]
      let places = part.indices.map { "$\($0 - start + 1)" }.joined(separator: ", ")
      let condition = "\(session.storedText(of: column)) IN (\(places))"
      return try session.rows(
        question(schema, where: condition), part.map { .text($0) }
      ).map(\.values)
    }
  }

  /// Parents before the collections that refer to them.
  static func schemas(in session: any StoreSession) throws -> [CollectionSchema] {
    CollectionSchema.parentsFirst(try readable(in: session).filter { !$0.columns.isEmpty })
  }

  /// SQL for the rows in the order of their keys.
  private static func question(_ schema: CollectionSchema, where condition: String? = nil) -> String
  {
    func names(_ columns: [CollectionSchema.Column]) -> String {
      columns.map { SQLText.identifier($0.name) }.joined(separator: ", ")
    }
    let filter = condition.map { " WHERE \($0)" } ?? ""
    let order = schema.primaryKey.isEmpty ? "" : " ORDER BY \(names(schema.primaryKey))"
    return
      "SELECT \(names(schema.columns)) FROM \(SQLText.identifier(schema.name))\(filter)\(order)"
  }

  static func count(of schemas: [CollectionSchema], in session: any StoreSession) throws -> Int {
    try schemas.reduce(0) { sum, schema in
      let rows = try session.rows(
        "SELECT count(*) AS records FROM \(SQLText.identifier(schema.name))")
      return sum + Int(rows.first?.integer("records") ?? 0)
    }
  }
}

extension ProofData.Collection {
  /// The values with which rows refer to a column of another collection.
  fileprivate func keys(of collection: String, _ column: String) -> [Value] {
    schema.columns.enumerated().flatMap { place, own -> [Value] in
      guard own.references?.collection == collection, own.references?.column == column else {
        return []
      }
      return rows.map { $0[place] }.filter { !$0.isNull }
    }
  }
}
