import SeedbedCore

extension SQLiteSession {
  func keepsRowsAsSent(_ collection: String) throws -> Bool {
    let table = try rows(
      """
      SELECT strict, (SELECT count(*) FROM sqlite_schema
        WHERE type = 'trigger' AND lower(tbl_name) = lower($1)) AS triggers
      FROM pragma_table_list WHERE schema = 'main' AND name = $1
      """, [.text(collection)]
    ).first
    guard table?.integer("strict") == 1, table?.integer("triggers") == 0 else { return false }
    return try rows(
      "SELECT dflt_value FROM pragma_table_info($1) WHERE dflt_value IS NOT NULL",
      [.text(collection)]
    ).allSatisfy { row in
      switch SQLiteDefault.read(row.text("dflt_value") ?? "", as: .text) {
      case .now, .value: true
      case .expression: false
      }
    }
  }
}
