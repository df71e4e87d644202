package import SeedbedCore

/// Pieces of SQL, the same on every engine unless they take one.
package enum SQLText {
  /// An identifier in double quotes, quotes inside doubled.
  package static func identifier(_ name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
  }

  /// A text in single quotes, quotes inside doubled.
  package static func literal(_ text: String) -> String {
    "'\(text.replacing("'", with: "''"))'"
  }

  /// A column as a term to sort and compare by, in the order of its bytes where it holds text.
  ///
  /// PostgreSQL sorts text by the language of the database, and an adopted SQLite table may ignore case.
  package static func byteOrdered(
    _ column: CollectionSchema.Column, on engine: StoreEngine
  ) -> String {
    guard column.type.family == .text else { return identifier(column.name) }
    return switch engine {
    case .sqlite: "\(identifier(column.name)) COLLATE BINARY"
    case .postgres: "\(identifier(column.name)) COLLATE \"C\""
    }
  }
}
