import SeedbedCore
import SeedbedStore

/// Rows made for a state of a proof, on their way into the database.
struct MadeRows {
  private let data: ProofData
  private let original: [String: [[Value]: [Value]]]
  /// The collections whose rows stay, with them.
  private let left: [String: ProofData.Collection]

  /// `original`: the rows that `data` was made from.
  /// `leaving`: the collections whose rows stay as they are.
  init(_ data: ProofData, _ original: ProofData, leaving: Set<String>) {
    self.data = data.without(leaving)
    left = Dictionary(
      original.collections.filter { leaving.contains($0.schema.name) }.map { ($0.schema.name, $0) }
    ) { first, _ in first }
    self.original = Dictionary(
      original.collections.map { collection in
        let keys = Self.keys(of: collection.schema)
        return (
          collection.schema.name,
          Dictionary(collection.rows.map { row in (keys.map { row[$0] }, row) }) { first, _ in first
          }
        )
      }
    ) { $1 }
  }

  /// Replaces the rows of every collection; in a `structure` transaction.
  ///
  /// - Returns: what the database refused.
  func put(in session: any StoreSession) throws -> [RefusedRows] {
    for collection in data.collections.reversed() {
      try session.execute("DELETE FROM \(SQLText.identifier(collection.schema.name))")
    }
    var refused: [RefusedRows] = []
    /// The rows that are there, of collections that do not hold all that were made.
    var short = left
    for collection in data.collections where !collection.rows.isEmpty {
      var rows = collection
      rows.rows = rows.rows.filter { Self.hasParents($0, rows.schema, short) }
      let outcome = try insert(rows, in: session)
      if let problem = outcome.problem { refused.append(problem) }
      if outcome.rows.count < collection.rows.count || outcome.problem != nil {
        rows.rows = outcome.rows
        short[rows.schema.name] = rows
      }
    }
    return refused
  }

  private func insert(
    _ collection: ProofData.Collection, in session: any StoreSession
  ) throws -> (rows: [[Value]], problem: RefusedRows?) {
    let first = try Self.refusals(of: collection, in: session)
    if first.isEmpty { return (collection.rows, nil) }
    let places = Set(first.map(\.row))
    let keys = Self.keys(of: collection.schema)
    // What was a row of before stays that row, so that those that refer to it keep it.
    let before = original[collection.schema.name] ?? [:]
    var again = collection
    again.rows = places.sorted().compactMap { place in
      before[keys.map { collection.rows[place][$0] }]
    }
    let second = Set(try Self.refusals(of: again, in: session).map(\.row))
    let there =
      collection.rows.enumerated().filter { !places.contains($0.offset) }.map(\.element)
      + again.rows.enumerated().filter { !second.contains($0.offset) }.map(\.element)
    return (
      there,
      RefusedRows(
        collection: collection.schema.name, count: places.count, of: collection.rows.count,
        message: first[0].message)
    )
  }

  private static func refusals(
    of collection: ProofData.Collection, in session: any StoreSession
  ) throws -> [InsertOutcome.Refusal] {
    let schema = collection.schema
    let writable = try session.writableColumns(of: schema.name)
    let places = schema.columns.indices.filter { writable.contains(schema.columns[$0].name) }
    var batch = RowBatch(columnCount: places.count)
    for row in collection.rows {
      for place in places { batch.append(row[place]) }
    }
    if places.isEmpty || collection.rows.isEmpty { return [] }
    return try session.insert(
      batch,
      into: InsertTarget(
        schema: schema, columns: places.map { schema.columns[$0].name }, conflict: .fail)
    ).refused
  }

  /// Whether every row that a row refers to is there, as far as any may be missing.
  private static func hasParents(
    _ row: [Value], _ schema: CollectionSchema, _ short: [String: ProofData.Collection]
  ) -> Bool {
    schema.columns.indices.allSatisfy { place in
      guard let reference = schema.columns[place].references, !row[place].isNull,
        let parent = short[reference.collection],
        let column = parent.schema.columns.firstIndex(where: { $0.name == reference.column })
      else { return true }
      return parent.rows.contains { $0[column] == row[place] }
    }
  }

  private static func keys(of schema: CollectionSchema) -> [Int] {
    schema.columns.indices.filter { schema.columns[$0].isPrimaryKey }
  }
}

/// Rows made for a proof that the database did not take.
struct RefusedRows: Sendable, Hashable {
  let collection: String
  let count: Int
  let of: Int
  /// What the database said of the first.
  let message: String
}
