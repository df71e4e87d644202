import SeedbedCore

/// Everything that backfills remember in the database they fill.
package enum BackfillTables {
  static let all = [
    BackfillRuns.table, BackfillFiles.table, BackfillRejects.table, BackfillBatches.table,
    ReplacedRows.table, BackfillAttempts.table,
  ]

  /// Creates what is missing; databases of earlier versions lack some columns.
  package static func ensure(in session: any StoreSession) throws {
    for table in all { try session.ensureColumns(of: table) }
  }
}
