package import SeedbedCore

/// One value for all records of one collection, whatever the order of its rows and columns.
package struct CollectionChecksum: Sendable, Hashable {
  package let name: String
  /// How many records there are.
  package let count: Int
  /// The SHA-256 of the columns' names and the sum of the rows' digests.
  package let checksum: Checksum

  /// Reads every record once, in memory that does not grow with their number.
  ///
  /// `progress`: takes how many records were read so far.
  init(
    of schema: CollectionSchema, in session: any StoreSession, progress: (Int) -> Void
  ) throws {
    var rows = RowChecksum(of: schema.columns)
    var sum = ChecksumSum()
    try session.forEachRow(rows.query(of: schema.name), []) { row in
      sum.add(rows.digest(of: row.values))
      if sum.count % 1024 == 0 { progress(sum.count) }
    }
    var bytes: [UInt8] = []
    for column in rows.columns {
      CanonicalValue.append(.text(column.name), of: .text, to: &bytes)
    }
    name = schema.name
    count = sum.count
    checksum = Checksum(of: bytes + sum.bytes)
  }
}

/// One value for all records of a database, equal on every engine that holds the same ones.
package struct DatabaseChecksum: Sendable, Hashable {
  /// The database, as messages name it.
  package let name: String
  /// In the order of their names' bytes.
  package let collections: [CollectionChecksum]

  /// Reads every record of every collection once.
  ///
  /// `isLenient`: whether collections are left out whose records this role may not read.
  /// `progress`: takes a collection, how many of its records were read, and how many it has.
  package init(
    of session: any StoreSession, name: String, leavingUnreadable isLenient: Bool = false,
    progress: (_ collection: String, _ read: Int, _ total: Int) -> Void = { _, _, _ in }
  ) throws {
    self.name = name
    let names = try session.collectionNames().filter { try !isLenient || session.mayRead($0) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    collections = try names.compactMap { try session.schema(of: $0) }.map { schema in
      let total = try session.count(of: schema.name)
      return try CollectionChecksum(of: schema, in: session) { progress(schema.name, $0, total) }
    }
  }

  /// The SHA-256 of the collections' names and checksums.
  package var checksum: Checksum {
    var bytes: [UInt8] = []
    for collection in collections {
      CanonicalValue.append(.text(collection.name), of: .text, to: &bytes)
      CanonicalValue.append(.text(collection.checksum.description), of: .text, to: &bytes)
    }
    return Checksum(of: bytes)
  }
}

extension StoreSession {
  /// How many records a collection holds.
  func count(of collection: String) throws -> Int {
    let sql = "SELECT count(*) AS records FROM \(SQLText.identifier(collection))"
    return Int(try rows(sql).first?.integer("records") ?? 0)
  }
}
