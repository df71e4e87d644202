import GRDB
import SeedbedCore

extension SQLiteSession {
  /// Rows are changed with foreign keys on, and dropped with their table with them off, as on other engines;
  /// temporary tables end with the script.
  func executeScript(_ sql: String) throws {
    for statement in SQLScript(sql, for: .sqlite).statements {
      let isStructure = ["ALTER", "CREATE", "DROP"].contains(statement.words.first)
      let before = try isStructure ? shapes() : []
      do {
        if statement.words.first == "DROP" {
          try withoutForeignKeys { try database.execute(sql: statement.text) }
        } else {
          try withForeignKeys { try database.execute(sql: statement.text) }
        }
      } catch let error as DatabaseError {
        throw ScriptFailure(
          offset: statement.offset, statement: statement,
          cause: SQLiteFailure.cause(of: error))
      }
      if isStructure { try followRenames(since: before) }
    }
    guard database.isInsideTransaction else { return }
    try dropTemporary()
    try catalogue.forgetTablesGone()
  }

  private func dropTemporary() throws {
    let made = try rows(
      "SELECT type, name FROM sqlite_temp_schema WHERE type IN ('table', 'view', 'trigger')")
    for item in made {
      guard let type = item.text("type"), let name = item.text("name") else { continue }
      try execute("DROP \(type) IF EXISTS temp.\(SQLText.identifier(name))")
    }
  }
}
