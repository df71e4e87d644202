import GRDB
import GRDBSQLite
import SeedbedCore

extension SQLiteSession {
  func count(ofKeys keys: RowBatch, in schema: CollectionSchema) throws -> Int {
    let names = schema.primaryKey.map(\.name)
    precondition(keys.columnCount == names.count, "a batch has the key's columns")
    let query = try database.cachedStatement(
      sql: SQLiteDialect.select(names, of: schema.name, byKeys: names)
    ).sqliteStatement
    return try keys.bytes.withUnsafeBytes { bytes in
      defer {
        sqlite3_reset(query)
        sqlite3_clear_bindings(query)
      }
      var count = 0
      for row in 0..<keys.count {
        bind(row, names.indices, of: keys, bytes, to: query)
        switch sqlite3_step(query) {
        case SQLITE_ROW: count += 1
        case SQLITE_DONE: break
        case let code:
          throw DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
        }
        sqlite3_reset(query)
      }
      return count
    }
  }
}
