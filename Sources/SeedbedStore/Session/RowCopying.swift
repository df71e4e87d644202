/// What a driver does to copy the rows of tables and to restore them.
package protocol RowCopying {
  /// Every table that holds rows of its own, in any schema, without the store's own; parents before those that
  /// refer to them.
  func tablesWithRows() throws -> [TableName]

  /// Makes a table of the store's own with every row of a table.
  ///
  /// - Returns: whether it was made; false, with nothing done, for what cannot be restored from a copy.
  func copyRows(of table: TableName, to copy: String) throws -> Bool

  /// Makes tables hold the rows that were copied, without running a trigger; only in a `restoration` transaction.
  ///
  /// `copies`: parents before the tables that refer to them.
  func restoreRows(_ copies: [CopiedRows]) throws

  /// The rows in which a table is other than its copy.
  func difference(of copied: CopiedRows) throws -> CopyDifference

  /// Why the rows of a collection are not exchanged for others, whatever the rights and triggers; nil for an
  /// ordinary table.
  func whyNotExchanged(_ collection: String) throws -> String?

  /// Whether this role may read the rows of a collection, be they all or some.
  func mayRead(_ collection: String) throws -> Bool

  /// Whether this role does not see every row of a collection.
  func hidesRows(of collection: String) throws -> Bool

  /// The tables with rows that no copy can be made of, and of which the engine does not say whether they are written
  /// to.
  func tablesWithoutCopy() throws -> [TableName]

  /// How many rows were written to tables, as far as the engine says, in this transaction and maybe in some before
  /// it: what grows meanwhile is written to.
  func writtenRows() throws -> [TableName: Int64]

  /// The columns that take a value, without those that the database computes from others.
  func writableColumns(of collection: String) throws -> [String]

  /// Where the next keys that the database gives start from, by a name for each, in the driver's own form.
  func counters() throws -> [String: String]

  /// Sets every counter as it was.
  func restoreCounters(_ counters: [String: String]) throws
}

/// A table, and the table of the store's own that holds its rows as they were.
package struct CopiedRows: Sendable, Hashable {
  package let table: TableName
  package let copy: String
}

/// How many rows of a table are not those of its copy.
package struct CopyDifference: Sendable, Hashable {
  package let table: TableName
  /// Rows of the copy that the table does not hold.
  package let missing: Int
  /// Rows of the table that the copy does not hold.
  package let added: Int
  /// Whether nobody can say, since the copy is gone.
  package var isCopyGone = false

  package var isNone: Bool { missing == 0 && added == 0 && !isCopyGone }

  /// `orders, where 2 rows of before are missing and 1 is new`
  package var phrase: String {
    if isCopyGone { return "\(table), whose copy is gone" }
    let parts = [
      missing > 0
        ? "\(missing) \(missing == 1 ? "row of before is" : "rows of before are") missing" : nil,
      added > 0 ? "\(added) \(added == 1 ? "is" : "are") new" : nil,
    ].compactMap(\.self)
    return "\(table), where \(parts.joined(separator: " and "))"
  }
}
