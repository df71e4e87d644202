import SeedbedCore

/// An index as SQLite lists it.
struct SQLiteIndex {
  let name: String
  let index: CollectionSchema.Index
  /// `c` for CREATE INDEX, `u` for a UNIQUE constraint, `pk` for the primary key.
  let origin: String
  /// Whether it covers every row, by columns alone.
  var isWhole = true

  /// The column this index keeps unique on the column's own behalf, or nil.
  func uniqueColumn(of collection: String) -> String? {
    guard index.isUnique, isWhole, index.columns.count == 1, let column = index.columns.first?.name,
      origin == "u" || name == SQLiteDialect.uniqueName(column, of: collection)
    else { return nil }
    return column
  }

  /// The statement that makes this index again after a rename; nil when its name is not made from
  /// the names of its collection and columns, or does not change.
  func renaming(
    collection: (old: String, new: String), column: (old: String, new: String)? = nil
  ) -> String? {
    var renamed = index
    if let column {
      for place in renamed.columns.indices where renamed.columns[place].name == column.old {
        renamed.columns[place].name = column.new
      }
    }
    guard origin == "c", collection.old != collection.new || renamed != index else { return nil }
    if uniqueColumn(of: collection.old) != nil, let unique = renamed.columns.first {
      return SQLiteDialect.createUnique(unique.name, of: collection.new)
    }
    guard name == index.name(in: collection.old) else { return nil }
    return SQLiteDialect.create(renamed, on: collection.new)
  }
}
