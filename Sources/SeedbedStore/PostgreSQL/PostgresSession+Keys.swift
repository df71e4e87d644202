import SeedbedCore

extension PostgresSession {
  /// In one statement, to which each column of the keys goes as an array.
  func count(ofKeys keys: RowBatch, in schema: CollectionSchema) throws -> Int {
    let columns = schema.primaryKey
    precondition(keys.columnCount == columns.count, "a batch has the key's columns")
    let types = try rows(
      """
      SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid WHERE c.\(Self.here) AND c.relname = $1
      """, [.text(schema.name)]
    ).reduce(into: [:]) { $0[$1.text("attname") ?? ""] = $1.text("type") }
    let lists = columns.enumerated().map { "CAST($\($0 + 1) AS \(types[$1.name] ?? "text")[])" }
    let conditions = columns.enumerated().map {
      "r.\(SQLText.identifier($1.name)) = k.k\($0)"
    }
    let row = try rows(
      """
      SELECT count(*) AS found FROM unnest(\(lists.joined(separator: ", ")))
        AS k(\(columns.indices.map { "k\($0)" }.joined(separator: ", ")))
      WHERE EXISTS (SELECT 1 FROM \(SQLText.identifier(schema.name)) r
        WHERE \(conditions.joined(separator: " AND ")))
      """, columns.indices.map { .text(Self.array(ofColumn: $0, of: keys)) }
    ).first
    return Int(row?.integer("found") ?? 0)
  }

  /// A column as the text of an array.
  private static func array(ofColumn column: Int, of batch: RowBatch) -> String {
    var text = Array("{".utf8)
    for row in 0..<batch.count {
      if row > 0 { text.append(UInt8(ascii: ",")) }
      let cell = batch[row, column]
      switch cell.kind {
      case .null: text += "NULL".utf8
      case .int: text += String(cell.payload).utf8
      case .float: text += String(Double(bitPattern: UInt64(bitPattern: cell.payload))).utf8
      case .text:
        text.append(UInt8(ascii: "\""))
        for byte in batch.content(of: cell) {
          if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            text.append(UInt8(ascii: "\\"))
          }
          text.append(byte)
        }
        text.append(UInt8(ascii: "\""))
      case .bytes:
        text += "\"\\\\x\(Hexadecimal.text(of: Array(batch.content(of: cell))))\"".utf8
      }
    }
    text.append(UInt8(ascii: "}"))
    return String(decoding: text, as: UTF8.self)
  }
}
