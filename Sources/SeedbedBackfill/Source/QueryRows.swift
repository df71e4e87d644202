import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// The rows of a database as a source: one JSON object a row and line, in a copy that all who look at a record's place
/// share, so that the database may change meanwhile.
enum QueryRows {
  /// The rows of an SQLite file.
  ///
  /// Integers and reals become numbers with the fewest digits that mean the same, text a string, and blobs
  /// hexadecimal after `\x`.
  static func source(
    of query: BackfillSpecification.Query, in file: SourceFile
  ) -> SourceFile {
    spooled(name: file.name, path: file.path) { sink in
      let reader = try SQLiteFileReader(path: file.path)
      let sql =
        switch query.rows {
        case .table(let table) where query.order.isEmpty: try reader.query(ofTable: table)
        case .table(let table):
          ordered("SELECT * FROM \(SQLText.identifier(table))", by: query.order, taking: "*")
        case .query(let text): ordered(text, by: query.order, taking: "*")
        }
      let names = try names(of: reader.columns(of: sql), in: file.path)
      var line: [UInt8] = []
      try reader.forEachRow(of: sql) { row in
        line.removeAll(keepingCapacity: true)
        append(row, names, to: &line)
        try line.withUnsafeBytes(sink)
      }
    }
  }

  /// The rows of a query to PostgreSQL, which writes the objects itself.
  static func source(
    of query: BackfillSpecification.Query, at url: String
  ) throws -> SourceFile {
    let address = try StoreURL(url)
    guard address.engine == .postgres, case .query(let text) = query.rows else {
      throw Diagnostic(
        .backfillSource, "the address of the source is not one of PostgreSQL",
        help: "write it as postgres://USER@HOST/DATABASE")
    }
    let sql = ordered(text, by: query.order, taking: "row_to_json(source)::text AS line")
    return spooled(name: "query", path: "the query of \(address)") { sink in
      let store = try address.open()
      defer { try? store.close() }
      try store.read { session in
        try session.forEachRow(sql, []) { row in
          var line = row.text("line") ?? ""
          line += "\n"
          try line.withUTF8 { try sink(UnsafeRawBufferPointer($0)) }
        }
      }
    }
  }

  private static func spooled(
    name: String, path: String, _ rows: @escaping @Sendable (SpooledInput.Sink) throws -> Void
  ) -> SourceFile {
    SourceFile(name: name, path: path, size: 0, isStreamed: true, spool: SpooledInput(rows))
  }

  /// Names are qualified, since SQLite takes one in quotes that it does not know for a text.
  private static func ordered(
    _ query: String, by columns: [String], taking what: String
  ) -> String {
    let inner = query.reversed().drop { $0.isWhitespace || $0 == ";" }.reversed()
    let order = columns.map { "source.\(SQLText.identifier($0))" }.joined(separator: ", ")
    return "SELECT \(what) FROM (\(String(inner))\n) AS source ORDER BY \(order)"
  }

  /// The names as JSON writes them.
  private static func names(of columns: [String], in path: String) throws -> [[UInt8]] {
    if let double = columns.first(where: { name in columns.count { $0 == name } > 1 }) {
      throw Diagnostic(
        .backfillSource, "\(path): the query has two columns called '\(double)'",
        help: "give one of them another name with AS")
    }
    return columns.map { name in
      var bytes: [UInt8] = []
      JSONWriter.append(string: name, to: &bytes)
      return bytes
    }
  }

  private static func append(
    _ row: [SQLiteFileReader.Cell], _ names: [[UInt8]], to line: inout [UInt8]
  ) {
    line.append(UInt8(ascii: "{"))
    for (place, cell) in row.enumerated() {
      if place > 0 { line.append(UInt8(ascii: ",")) }
      line += names[place]
      line.append(UInt8(ascii: ":"))
      switch cell {
      case .null: line += Array("null".utf8)
      case .int(let number): line += Array(String(number).utf8)
      case .float(let number):
        line += Array((number.isFinite ? "\(number)" : "\"\(number)\"").utf8)
      case .text(let bytes): JSONWriter.append(string: bytes.bytes, to: &line)
      case .blob(let bytes):
        line += Array("\"\\\\x".utf8)
        for byte in bytes {
          line += Array(((byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8)
        }
        line.append(UInt8(ascii: "\""))
      }
    }
    line += [UInt8(ascii: "}"), UInt8(ascii: "\n")]
  }
}
