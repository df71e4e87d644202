import SeedbedCore

/// Runs one statement outside any transaction, and leaves nothing half-made behind.
struct PostgresAlone {
  private let connection: PostgresConnection
  private let address: PostgresAddress

  init(_ connection: PostgresConnection, _ address: PostgresAddress) {
    self.connection = connection
    self.address = address
  }

  /// - Throws: `ScriptFailure` when the server refused the statement, and said so; `PostgresError` when nobody
  ///   knows what became of it.
  func run(_ sql: String) throws {
    // So that the server can be asked about it while a long statement runs.
    _ = try connection.isPooled()
    for (name, limit) in [
      ("lock_timeout", address.lockTimeoutAlone), ("statement_timeout", address.statementTimeout),
    ] {
      if let limit { try connection.run("SET \(name) = '\(limit)'") }
    }
    let before = try invalidIndexes()
    do {
      try connection.run(sql)
    } catch let error as PostgresError where !error.isLost {
      throw ScriptFailure.alone(
        sql, for: .postgres, cause: error.description + (try remark(on: sql, since: before)),
        at: error.position)
    }
  }

  /// What a statement that failed left half-made: the index it names is dropped, others are named.
  private func remark(on sql: String, since before: Set<String>) throws -> String {
    let left = try invalidIndexes().subtracting(before).sorted()
    let name = Self.index(madeBy: sql)
    return left.map { index in
      let drop = "DROP INDEX CONCURRENTLY \(index)"
      let isOurs = name.map { index.hasSuffix(".\(SQLText.identifier($0))") } ?? false
      if isOurs, (try? connection.run(drop)) != nil {
        return "\nthe index \(index), half-made, was dropped again"
      }
      return "\nan INVALID index \(index) is left: drop it with '\(drop)'"
    }.joined()
  }

  /// Indexes that are kept up and not used, with their schemas, in quotes.
  private func invalidIndexes() throws -> Set<String> {
    do {
      let found = try connection.run(
        """
        SELECT n.nspname, i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_namespace n ON n.oid = i.relnamespace WHERE NOT x.indisvalid AND i.relkind = 'i'
        """)
      return Set(
        (0..<found.count).map { row in
          [0, 1].map { SQLText.identifier(found.text(row, $0) ?? "") }.joined(separator: ".")
        })
    } catch let error as PostgresError where !error.isLost {
      return []
    }
  }

  /// The name that `CREATE INDEX CONCURRENTLY` gives; nil for other statements.
  private static func index(madeBy sql: String) -> String? {
    let pieces = SQLPieces(sql, for: .postgres)
    let words = pieces.tokens.indices.map { pieces.text($0)?.uppercased() ?? "" }
    guard words.first == "CREATE", let place = words.firstIndex(of: "CONCURRENTLY"),
      words[..<place].contains("INDEX")
    else { return nil }
    let isGuarded = words.dropFirst(place + 1).starts(with: ["IF", "NOT", "EXISTS"])
    let named = place + (isGuarded ? 4 : 1)
    guard named < words.count, words[named] != "ON" else { return nil }
    let name = pieces.name(at: named)
    return pieces.tokens[named].kind == .word ? name?.lowercased() : name
  }
}
