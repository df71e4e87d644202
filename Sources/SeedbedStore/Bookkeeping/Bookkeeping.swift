package import SeedbedCore

/// The tables that this product makes in a database. Each has its owner in this folder: structure, rows, queries.
package enum Bookkeeping {
  /// The tables by name; another one whose name begins alike is somebody else's.
  package static let tables =
    ((BackfillTables.all + [
      IndexesAside.table, Leases.table, MigrationHistory.table, RowCopies.counters,
      RowCopies.register, SeedRows.table, TestMark.facts, WorkPieces.table,
    ]).map(\.name) + [ColumnCatalogue.name]).sorted()

  /// SQL for whether a column holds the name of one of them, or of a copy of rows.
  static func isOwn(_ column: String) -> String {
    let names = tables.map(SQLText.literal).joined(separator: ", ")
    let start = SQLText.literal(RowCopies.prefix)
    return """
      (\(column) IN (\(names)) OR substr(\(column), 1, \(RowCopies.prefix.count)) = \(start)
        AND trim(substr(\(column), \(RowCopies.prefix.count + 1)), '0123456789') = '')
      """
  }
}

extension StoreSession {
  /// Creates one of the store's own collections when it is not there.
  package func ensure(_ schema: CollectionSchema) throws {
    if try !hasCollection(schema.name) { try apply(.createCollection(schema)) }
  }

  /// As `ensure`, and adds the columns that an earlier version made the table without.
  func ensureColumns(of table: CollectionSchema) throws {
    guard let there = try schema(of: table.name) else { return try apply(.createCollection(table)) }
    for column in table.columns where there.column(column.name) == nil {
      try apply(.addColumn(column, to: table.name))
    }
  }

  /// Inserts what `append` adds, all columns of each row in their order, into one of the store's own collections.
  func insert(
    into table: CollectionSchema, whenTaken conflict: InsertTarget.Conflict,
    _ append: (inout RowBatch) throws -> Void
  ) throws {
    var rows = RowBatch(columnCount: table.columns.count)
    try append(&rows)
    if rows.cells.isEmpty { return }
    _ = try insert(
      rows,
      into: InsertTarget(schema: table, columns: table.columns.map(\.name), conflict: conflict))
  }

  /// Makes a change that somebody asked for: what is remembered of the rows that seeds brought goes with their
  /// collection, or takes its new name.
  package func applyWithSeedRows(_ change: StructureChange) throws {
    try apply(change)
    switch change {
    // A table that SQL dropped may be made again.
    case .createCollection(let collection): try SeedRows.forget(of: collection.name, in: self)
    case .dropCollection(let name): try SeedRows.forget(of: name, in: self)
    case .renameCollection(let old, let new): try SeedRows.rename(old, to: new, in: self)
    case .addColumn, .dropColumn, .renameColumn, .createIndex, .dropIndex: break
    }
  }
}
