import SeedbedCore

/// The portable types of columns: SQLite itself keeps only five storage classes.
extension SQLiteSession {
  var catalogue: ColumnCatalogue { ColumnCatalogue(session: self) }

  /// What a column has beside its place in the table: a row in the catalogue, and an index if it is
  /// unique.
  func follow(_ column: CollectionSchema.Column, of collection: String) throws {
    if column.isUnique { try execute(SQLiteDialect.createUnique(column.name, of: collection)) }
    try catalogue.record(column.type, of: column.name, in: collection)
  }

  /// The portable types of a collection's columns, where this product made them and nobody has changed them since.
  func recordedTypes(of collection: String) throws -> [String: ColumnType] {
    var types: [String: ColumnType] = [:]
    for entry in try catalogue.entries(of: collection) {
      guard let type = entry.type,
        Self.type(declaredAs: entry.declared)
          == Self.type(declaredAs: SQLiteDialect.storage(of: type))
      else { continue }
      types[entry.column] = Self.type(type, of: entry.column, accordingTo: entry.table)
    }
    return types
  }

  /// The type that the table's own conditions leave, which may have been changed by hand.
  private static func type(
    _ type: ColumnType, of column: String, accordingTo table: String
  ) -> ColumnType {
    switch type {
    case .enumeration:
      SQLNames.words(allowedFor: column, in: table).map { .enumeration($0) } ?? .text
    case .int: table.contains("2147483647") ? .int : .bigint
    case .id, .bigint, .text, .bool, .float, .decimal, .bytes, .date, .time, .timestamp, .uuid,
      .json:
      type
    }
  }

  /// The tables and their columns, with what SQLite keeps of each through a rename.
  func shapes() throws -> [SQLiteShape] {
    guard try catalogue.isThere() else { return [] }
    return try rows(
      """
      SELECT s.name, s.rootpage, group_concat(t.name, char(31)) AS columns
      FROM sqlite_schema s JOIN pragma_table_info(s.name) t
      WHERE s.type = 'table' AND s.name NOT LIKE 'seedbed\\_%' ESCAPE '\\' GROUP BY s.name
      """
    ).map {
      SQLiteShape(
        name: $0.text("name") ?? "", root: $0.integer("rootpage") ?? 0,
        columns: ($0.text("columns") ?? "").split(separator: "\u{1F}").map(String.init))
    }
  }

  /// Lets the catalogue follow the tables and columns that one statement renamed, and forget the columns that are
  /// gone. What it knows of a table that is gone stays until the script ends: another may take its place.
  func followRenames(since before: [SQLiteShape]) throws {
    let after = try shapes()
    for old in before {
      guard let new = old.same(in: after, before: before) else { continue }
      if new.name != old.name {
        try catalogue.rename(old.name, to: new.name)
      }
      for (column, renamed) in old.renames(to: new) {
        try catalogue.renameColumn(column, to: renamed, in: new.name)
      }
      try catalogue.forgetColumnsGone(from: new.name)
    }
  }
}

/// A table by what a rename leaves as it is.
struct SQLiteShape {
  let name: String
  /// The page its rows begin at.
  let root: Int64
  let columns: [String]

  /// The table it is now: of its name, or a new one that has its rows.
  func same(in after: [SQLiteShape], before: [SQLiteShape]) -> SQLiteShape? {
    after.first { $0.name == name }
      ?? after.first { new in new.root == root && !before.contains { $0.name == new.name } }
  }

  /// Columns that have another name in the same place.
  func renames(to new: SQLiteShape) -> [(String, String)] {
    guard columns.count == new.columns.count else { return [] }
    return zip(columns, new.columns).filter { old, renamed in
      old != renamed && !new.columns.contains(old) && !columns.contains(renamed)
    }
  }
}
