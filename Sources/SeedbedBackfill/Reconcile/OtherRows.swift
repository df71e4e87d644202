package import SeedbedCore
package import SeedbedStore

/// Tells the rows of a collection that runs loaded from all others.
///
/// What runs remember of the keys is held in parts, so that memory does not grow with it; for each part the
/// collection is read once.
package enum OtherRows {
  /// How many keys are held at a time: some 64 MB.
  private static let mostKeys = 2_000_000

  /// Calls `body` with the values of `columns` of every row that no run loaded; the key comes first.
  ///
  /// - Returns: how many rows runs loaded.
  package static func forEach(
    of schema: CollectionSchema, columns: [String] = [], in session: any StoreSession,
    _ body: (_ key: [Value], _ values: [Value]) throws -> Void
  ) throws -> Int {
    let keyCount = schema.primaryKey.count
    let batches =
      keyCount == 0 ? [] : try BackfillBatches.all(on: schema.name, in: session)
    let total = try batches.isEmpty ? 0 : BackfillBatches.rowCount(on: schema.name, in: session)
    let parts = total / mostKeys + 1
    let list = (schema.primaryKey.map(\.name) + columns).map(SQLText.identifier)
      .joined(separator: ", ")
    let table = SQLText.identifier(schema.name)
    var loaded = 0
    for part in 0..<parts {
      var known: Set<UInt64> = []
      for batch in batches {
        try RowOrigins.forEach(of: batch, keyCount: keyCount, in: session) { origin in
          let number = fingerprint(of: origin.key)
          if number % UInt64(parts) == part { known.insert(number) }
        }
      }
      try session.forEachRow("SELECT \(list.isEmpty ? "1" : list) FROM \(table)", []) { row in
        let key = Array(row.values.prefix(keyCount))
        let number = fingerprint(of: PackedValue.bytes(of: key))
        guard number % UInt64(parts) == part else { return }
        if known.contains(number) {
          loaded += 1
        } else {
          try body(key, Array(row.values.dropFirst(keyCount)))
        }
      }
    }
    return loaded
  }

  /// Within this process.
  private static func fingerprint(of key: [UInt8]) -> UInt64 {
    UInt64(bitPattern: Int64(key.hashValue))
  }
}
