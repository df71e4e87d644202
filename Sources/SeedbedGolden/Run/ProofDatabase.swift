public import SeedbedCore
import SeedbedFormats
public import SeedbedStore

/// Takes a database from state to state, and always back.
///
/// Before the first change every row is copied into the database itself. The copy is there as long as a
/// proof is under way: whoever finds it after a kill puts the rows back.
public struct ProofDatabase: Sendable {
  /// The most rows a proof copies.
  static let mostRows = 200_000

  private static let copy = CollectionSchema(
    name: "seedbed_proof_rows",
    columns: [
      .init(name: "collection", type: .text, isPrimaryKey: true),
      .init(name: "place", type: .bigint, isPrimaryKey: true),
      .init(name: "record", type: .text),
    ])
  /// What the tool keeps about rows, and an exchange of seeds changes with them.
  private static let bookkeeping = ["seedbed_seed_rows"]

  private let store: any Store

  init(_ store: any Store) {
    self.store = store
  }

  /// Whether a proof has changed rows, and not put them back yet.
  public static func isUnderWay(in session: any StoreSession) throws -> Bool {
    guard try session.hasCollection(copy.name) else { return false }
    return try !session.rows("SELECT place FROM seedbed_proof_rows LIMIT 1").isEmpty
  }

  /// Puts the rows back that a proof which was killed has left changed.
  public static func putBack(on store: any Store) throws {
    try ProofDatabase(store).putBack()
  }

  /// Every row of every collection; nil when there are more than a proof can hold.
  func data() throws -> ProofData? {
    try store.read { session in
      let schemas = ProofData.inOrder(
        try session.collectionNames().compactMap { try session.schema(of: $0) })
      guard try Self.count(of: schemas, in: session) <= Self.mostRows else { return nil }
      return ProofData(
        collections: try schemas.map {
          ProofData.Collection(schema: $0, rows: try Self.rows(of: $0, in: session))
        })
    }
  }

  /// Copies every row, and so records that a proof is under way.
  func begin() throws {
    try store.transaction(.structure) { session in
      try session.ensure(Self.copy)
      try session.execute("DELETE FROM seedbed_proof_rows")
      var batch = RowBatch(columnCount: 3)
      func add(_ name: String, _ place: Int, _ record: String) {
        batch.append(.text(name))
        batch.append(.int(Int64(place)))
        batch.append(.text(record))
      }
      // One record that is always there, also when every collection is empty.
      add("", 0, "[]")
      for schema in try Self.copied(in: session) {
        for (place, row) in try Self.rows(of: schema, in: session).enumerated() {
          add(schema.name, place, CopiedRow.text(of: row))
        }
      }
      try Self.insert(batch, Self.copy, columns: Self.copy.columns.map(\.name), in: session)
    }
  }

  /// Makes the collections hold exactly `data`.
  func put(_ data: ProofData) throws {
    try store.transaction(.structure) { session in
      try Self.replace(data.collections, in: session)
    }
  }

  /// Makes everything as it was at `begin`, the tool's own tables of rows included.
  func restore() throws {
    try store.transaction(.structure) { try Self.restore(in: $0) }
  }

  /// As `restore`, and takes the copy away in the same transaction: the proof is over.
  func putBack() throws {
    try store.transaction(.structure) { session in
      try Self.restore(in: session)
      try session.execute("DELETE FROM seedbed_proof_rows")
    }
  }

  /// The values SQL gives, first columns only.
  func values(of sql: String) throws -> [Value] {
    try store.read { session in try session.rows(sql).compactMap(\.values.first) }
  }

  private static func restore(in session: any StoreSession) throws {
    var rows: [String: [[Value]]] = [:]
    try session.forEachRow(
      "SELECT collection, record FROM seedbed_proof_rows ORDER BY collection, place", []
    ) { row in
      rows[row.text("collection") ?? "", default: []].append(
        try CopiedRow.values(of: row.text("record") ?? "[]"))
    }
    try replace(
      try copied(in: session).map { .init(schema: $0, rows: rows[$0.name] ?? []) }, in: session)
  }

  private static func copied(in session: any StoreSession) throws -> [CollectionSchema] {
    ProofData.inOrder(
      try (session.collectionNames() + bookkeeping).compactMap { try session.schema(of: $0) })
  }

  private static func replace(
    _ collections: [ProofData.Collection], in session: any StoreSession
  ) throws {
    for collection in collections.reversed() {
      try session.execute("DELETE FROM \(SQLText.identifier(collection.schema.name))")
    }
    for collection in collections where !collection.rows.isEmpty {
      var batch = RowBatch(columnCount: collection.schema.columns.count)
      for row in collection.rows {
        for value in row { batch.append(value) }
      }
      try insert(
        batch, collection.schema, columns: collection.schema.columns.map(\.name), in: session)
    }
  }

  private static func insert(
    _ batch: RowBatch, _ schema: CollectionSchema, columns: [String], in session: any StoreSession
  ) throws {
    let outcome = try session.insert(
      batch, into: InsertTarget(schema: schema, columns: columns, conflict: .fail))
    guard let refused = outcome.refused.first else { return }
    throw Diagnostic(
      .proofRefused, "the database refuses a row of \(schema.name) made for a proof",
      help: "nothing of this state was kept", cause: refused.message)
  }

  private static func rows(
    of schema: CollectionSchema, in session: any StoreSession
  ) throws -> [[Value]] {
    let columns = schema.columns.map { SQLText.identifier($0.name) }.joined(separator: ", ")
    let keys = schema.primaryKey.map { SQLText.identifier($0.name) }.joined(separator: ", ")
    let order = keys.isEmpty ? "" : " ORDER BY \(keys)"
    return try session.rows("SELECT \(columns) FROM \(SQLText.identifier(schema.name))\(order)")
      .map(\.values)
  }

  private static func count(
    of schemas: [CollectionSchema], in session: any StoreSession
  ) throws -> Int {
    try schemas.reduce(0) { sum, schema in
      let rows = try session.rows(
        "SELECT count(*) AS records FROM \(SQLText.identifier(schema.name))")
      return sum + Int(rows.first?.integer("records") ?? 0)
    }
  }
}

extension Diagnostic.Code {
  /// A row that a proof made and the database does not take.
  public static let proofRefused = Self("proof.refused", .runFailed)
}
