import SeedbedCore

/// What names a column, and would break or go with it.
enum ColumnUse {
  /// One rule for every engine: nothing but the column's own goes with it.
  static func check(_ uses: [String], of column: String, in collection: String) throws {
    if uses.isEmpty { return }
    throw Diagnostic(
      .storeColumnInUse,
      "\(collection).\(column) is named in \(uses.joined(separator: ", in "))",
      help: "nothing was changed; change or drop that first")
  }
}

extension Diagnostic.Code {
  /// A column that something else in the database names.
  static let storeColumnInUse = Self("store.column-in-use", .runFailed)
}
