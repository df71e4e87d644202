import GRDB
import SeedbedCore

extension SQLiteSession {
  private static let ofPeople = """
    name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND NOT \(Bookkeeping.isOwn("tbl_name"))
    """

  func firstContent() throws -> String? {
    try rows("SELECT name FROM sqlite_schema WHERE \(Self.ofPeople) ORDER BY name LIMIT 1")
      .first?.text("name")
  }

  func structure() throws -> [StructurePart: String] {
    let parts = try rows(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE \(Self.ofPeople)")
    return Dictionary(
      parts.map { row in
        let (name, table) = (row.text("name") ?? "", row.text("tbl_name") ?? "")
        return (
          StructurePart(
            kind: row.text("type") ?? "", name: TableName(name: name),
            table: name == table ? nil : TableName(name: table)),
          row.text("sql") ?? ""
        )
      }, uniquingKeysWith: +)
  }
}
