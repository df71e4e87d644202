package import SeedbedCore

/// A sequence that gives out the numbers of a column.
private struct PostgresSequence {
  let column: String
  /// With its schema, quoted.
  let name: String
  let increment: Int64
  let least: Int64
  let greatest: Int64
  /// Whether the role may read and move it.
  let isReadable: Bool
  let isMovable: Bool
}

extension PostgresSession {
  /// Moves the sequences of the tables that got rows behind the keys that came with the rows.
  ///
  /// A sequence does not see such keys, and would give them out again. What it gave out stays given out:
  /// it is never moved back. The server does not take this back with the transaction, so it is the last
  /// thing before the commit.
  func moveSequences(behind keys: LoadedKeys) throws {
    for table in keys.tables where !table.hasPrefix(TableName.ownPrefix) {
      for sequence in try sequences(of: table) {
        guard let range = keys.range(of: sequence.column, in: table) else { continue }
        try move(sequence, of: table, behind: range)
      }
    }
  }

  private func move(
    _ sequence: PostgresSequence, of table: String, behind range: ClosedRange<Int64>
  ) throws {
    guard sequence.isReadable else { throw forbidden(sequence, of: table) }
    guard let position = try position(of: sequence) else { return }
    let isDescending = sequence.increment < 0
    var key = isDescending ? range.lowerBound : range.upperBound
    if let limit = position.limit, isDescending ? key < limit : key > limit {
      // The sequence would be used up by this key; the others still count.
      let column = SQLText.identifier(sequence.column)
      let nearest = try rows(
        """
        SELECT CAST(\(isDescending ? "min" : "max")(\(column)) AS bigint) AS key
        FROM \(SQLText.identifier(table)) WHERE \(column) \(isDescending ? ">=" : "<=") \(limit)
        """)
      guard let nearest = nearest.first?.integer("key") else { return }
      key = nearest
    }
    guard let target = position.position(past: key) else { return }
    guard sequence.isMovable else { throw forbidden(sequence, of: table) }
    _ = try rows(
      """
      SELECT setval(\(SQLText.literal(sequence.name)), \(target)) FROM \(sequence.name)
      WHERE last_value \(isDescending ? ">=" : "<=") \(target)
      """)
  }

  private func position(of sequence: PostgresSequence) throws -> SequencePosition? {
    let row = try rows("SELECT last_value, is_called FROM \(sequence.name)").first
    guard let row, let last = row.integer("last_value") else { return nil }
    return SequencePosition(
      last: last, isCalled: row.integer("is_called") == 1, increment: sequence.increment,
      least: sequence.least, greatest: sequence.greatest)
  }

  /// Those of identity and serial columns, and those that a default names with `nextval`.
  private func sequences(of table: String) throws -> [PostgresSequence] {
    try rows(
      """
      SELECT a.attname, format('%I.%I', n.nspname, s.relname) AS name,
        q.seqincrement, q.seqmin, q.seqmax,
        has_sequence_privilege(s.oid, 'SELECT') AS is_readable,
        has_sequence_privilege(s.oid, 'UPDATE') AS is_movable
      FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0
        AND NOT a.attisdropped
      CROSS JOIN LATERAL (
        SELECT d.objid AS oid FROM pg_depend d
        WHERE d.classid = CAST('pg_class' AS regclass) AND d.refclassid = d.classid
        AND d.refobjid = t.oid AND d.refobjsubid = a.attnum AND d.deptype IN ('a', 'i')
        UNION
        SELECT d.refobjid FROM pg_attrdef v JOIN pg_depend d ON d.objid = v.oid
        AND d.classid = CAST('pg_attrdef' AS regclass)
        AND d.refclassid = CAST('pg_class' AS regclass)
        WHERE v.adrelid = t.oid AND v.adnum = a.attnum
        UNION
        SELECT CAST(to_regclass(
          (regexp_match(pg_get_expr(v.adbin, v.adrelid), 'nextval\\(\\(''([^'']+)''::text'))[1])
          AS oid) FROM pg_attrdef v WHERE v.adrelid = t.oid AND v.adnum = a.attnum
      ) f JOIN pg_class s ON s.oid = f.oid AND s.relkind = 'S'
      JOIN pg_sequence q ON q.seqrelid = s.oid JOIN pg_namespace n ON n.oid = s.relnamespace
      WHERE t.relkind IN ('r', 'p') AND t.\(Self.here) AND t.relname = $1
      ORDER BY a.attnum, s.oid
      """, [.text(table)]
    ).compactMap { row in
      guard let increment = row.integer("seqincrement"), let least = row.integer("seqmin"),
        let greatest = row.integer("seqmax")
      else { return nil }
      return PostgresSequence(
        column: row.text("attname") ?? "", name: row.text("name") ?? "", increment: increment,
        least: least, greatest: greatest, isReadable: row.integer("is_readable") == 1,
        isMovable: row.integer("is_movable") == 1)
    }
  }

  private func forbidden(_ sequence: PostgresSequence, of table: String) -> Diagnostic {
    Diagnostic(
      .storeSequence,
      "\(table).\(sequence.column) has its numbers from \(sequence.name), which this role may not move",
      help: """
        nothing of this step was kept; the next insert of the service would repeat a key: \
        GRANT SELECT, UPDATE ON SEQUENCE \(sequence.name) TO the role
        """)
  }
}

extension Diagnostic.Code {
  /// A sequence that would give out keys again.
  package static let storeSequence = Self("store.sequence", .runFailed)
}
