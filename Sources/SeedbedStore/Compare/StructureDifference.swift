package import SeedbedCore

/// One of the two databases that are compared.
package enum ComparedSide: String, Sendable, Hashable {
  case left
  case right
}

/// What differs between the structures of two databases.
package enum StructureDifference: Sendable, Hashable {
  /// A collection that is only on one side, with so many records.
  case collection(String, onlyOn: ComparedSide, records: Int)
  case column(String, of: String, onlyOn: ComparedSide)
  case type(of: String, in: String, left: ColumnType, right: ColumnType)
  /// The columns of the primary key.
  case primaryKey(of: String, left: [String], right: [String])
}
