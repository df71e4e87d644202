import GRDB
import GRDBSQLite
import SeedbedCore

extension SQLiteSession {
  func insert(_ given: RowBatch, into wanted: InsertTarget) throws -> InsertOutcome {
    precondition(given.columnCount == wanted.columns.count, "a batch has the target's columns")
    let (batch, target) = wanted.asSQLiteKeeps(given)
    let insertion = try database.cachedStatement(sql: SQLiteDialect.insert(into: target))
      .sqliteStatement
    let columns = 0..<batch.columnCount
    var outcome = InsertOutcome()
    try batch.bytes.withUnsafeBytes { bytes in
      // What is bound points into the batch, and must not outlive it.
      defer {
        sqlite3_reset(insertion)
        sqlite3_clear_bindings(insertion)
      }
      for row in target.order(of: batch) {
        bind(row, columns, of: batch, bytes, to: insertion)
        let code = sqlite3_step(insertion)
        let changed = sqlite3_changes(database.sqliteConnection)
        switch code {
        case SQLITE_DONE where changed > 0: outcome.written += 1
        case SQLITE_DONE: try compare(row, of: batch, bytes, with: target, into: &outcome)
        // The lowest byte of an extended code is its primary code.
        case _ where code & 0xFF == SQLITE_CONSTRAINT:
          outcome.refused.append(refusal(of: row, target))
        default: throw DatabaseError(resultCode: ResultCode(rawValue: code), message: lastMessage)
        }
        sqlite3_reset(insertion)
      }
    }
    outcome.present.sort()
    outcome.conflicting.sort { $0.row < $1.row }
    outcome.refused.sort { $0.row < $1.row }
    return outcome
  }

  func update(_ given: RowBatch, in wanted: InsertTarget) throws -> InsertOutcome {
    precondition(given.columnCount == wanted.columns.count, "a batch has the target's columns")
    let (batch, target) = wanted.asSQLiteKeeps(given)
    var outcome = InsertOutcome()
    guard let sql = SQLiteDialect.update(target) else { return outcome }
    let statement = try database.cachedStatement(sql: sql).sqliteStatement
    try batch.bytes.withUnsafeBytes { bytes in
      defer {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
      }
      for row in 0..<batch.count {
        bind(row, 0..<batch.columnCount, of: batch, bytes, to: statement)
        let code = sqlite3_step(statement)
        switch code {
        case SQLITE_DONE:
          if sqlite3_changes(database.sqliteConnection) > 0 { outcome.changed.append(row) }
        case _ where code & 0xFF == SQLITE_CONSTRAINT:
          outcome.refused.append(refusal(of: row, target))
        default: throw DatabaseError(resultCode: ResultCode(rawValue: code), message: lastMessage)
        }
        sqlite3_reset(statement)
      }
    }
    outcome.written = outcome.changed.count
    return outcome
  }

  private var lastMessage: String {
    String(cString: sqlite3_errmsg(database.sqliteConnection))
  }

  private func refusal(of row: Int, _ target: InsertTarget) -> InsertOutcome.Refusal {
    let code = ResultCode(rawValue: sqlite3_extended_errcode(database.sqliteConnection))
    return InsertOutcome.Refusal(
      row: row, code: SQLiteFailure.refusalCode(code),
      message: SQLiteFailure.refusalWords(lastMessage),
      rule: SQLiteFailure.rule(brokenIn: target.schema, message: lastMessage))
  }

  func bind(
    _ row: Int, _ columns: some Sequence<Int>, of batch: RowBatch,
    _ bytes: UnsafeRawBufferPointer, to statement: OpaquePointer
  ) {
    var parameter: Int32 = 0
    let first = row * batch.columnCount
    for column in columns {
      parameter += 1
      let cell = batch.cells[first + column]
      switch cell.kind {
      case .null: sqlite3_bind_null(statement, parameter)
      case .int: sqlite3_bind_int64(statement, parameter, cell.payload)
      case .float:
        sqlite3_bind_double(
          statement, parameter, Double(bitPattern: UInt64(bitPattern: cell.payload)))
      case .text:
        // A null pointer would bind NULL; of an empty text no byte is read, so any address will do.
        let start =
          bytes.baseAddress?.advanced(by: Int(cell.payload)) ?? UnsafeRawPointer(statement)
        sqlite3_bind_text(
          statement, parameter, start.assumingMemoryBound(to: CChar.self), Int32(cell.length), nil)
      case .bytes:
        sqlite3_bind_blob(
          statement, parameter, bytes.baseAddress?.advanced(by: Int(cell.payload)),
          Int32(cell.length), nil)
      }
    }
  }

  /// Says whether the row whose key is taken is there already, or is another row of the same key. If there is none,
  /// a trigger dropped the row.
  private func compare(
    _ row: Int, of batch: RowBatch, _ bytes: UnsafeRawBufferPointer, with target: InsertTarget,
    into outcome: inout InsertOutcome
  ) throws {
    let keys = target.schema.primaryKey.map(\.name)
    let places = keys.compactMap { target.columns.firstIndex(of: $0) }
    let query = try database.cachedStatement(
      sql: SQLiteDialect.select(target.columns, of: target.schema.name, byKeys: keys)
    ).sqliteStatement
    bind(row, places, of: batch, bytes, to: query)
    defer {
      sqlite3_reset(query)
      sqlite3_clear_bindings(query)
    }
    guard sqlite3_step(query) == SQLITE_ROW else {
      return outcome.refused.append(.notKept(row))
    }
    for (index, column) in target.columns.enumerated()
    where !cell(batch[row, index], bytes, equalsColumn: Int32(index), of: query) {
      outcome.conflicting.append(.init(row: row, column: column))
      return
    }
    outcome.present.append(row)
  }

  private func cell(
    _ cell: RowBatch.Cell, _ bytes: UnsafeRawBufferPointer, equalsColumn column: Int32,
    of statement: OpaquePointer
  ) -> Bool {
    switch cell.kind {
    case .null: return sqlite3_column_type(statement, column) == SQLITE_NULL
    case .int:
      return sqlite3_column_type(statement, column) == SQLITE_INTEGER
        && sqlite3_column_int64(statement, column) == cell.payload
    case .float:
      let number = Double(bitPattern: UInt64(bitPattern: cell.payload))
      return sqlite3_column_type(statement, column) != SQLITE_NULL
        && sqlite3_column_double(statement, column) == number
    case .text, .bytes:
      guard sqlite3_column_type(statement, column) != SQLITE_NULL else { return false }
      let stored = UnsafeRawBufferPointer(
        start: sqlite3_column_blob(statement, column),
        count: Int(sqlite3_column_bytes(statement, column)))
      let start = Int(cell.payload)
      return stored.elementsEqual(bytes[start..<start + Int(cell.length)])
    }
  }
}
