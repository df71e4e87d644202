import SeedbedCore

/// A batch in a table of its own, from which its rows go into their collection, and in which those that
/// cannot go are found.
struct PostgresStage {
  private static let number = SQLText.identifier("seedbed_row")

  private let session: PostgresSession
  private let target: InsertTarget
  private let batch: RowBatch
  /// The rows of the batch by their number in the stage.
  private let rows: [Int]
  private let name: String
  private let collection: String
  private let columns: String
  private let keys: [String]

  init(
    for target: InsertTarget, rows: [Int], of batch: RowBatch, on session: PostgresSession
  ) throws {
    self.session = session
    self.target = target
    self.batch = batch
    self.rows = rows
    name = SQLText.identifier("seedbed_stage_\(session.connection.nextNumber())")
    collection = SQLText.identifier(target.schema.name)
    columns = target.columns.map(SQLText.identifier).joined(separator: ", ")
    let keys = target.schema.primaryKey.map(\.name)
    self.keys = keys.allSatisfy(target.columns.contains) ? keys.map(SQLText.identifier) : []
    try session.connection.run(
      """
      CREATE TEMPORARY TABLE \(name) ON COMMIT DROP AS
      SELECT \(columns), CAST(0 AS int) AS \(Self.number) FROM \(collection) WITH NO DATA
      """)
  }

  func load(into outcome: inout InsertOutcome) throws {
    let refused = try copy()
    outcome.refused += try refused.map { try refusal(of: $0.row, $0.error) }
    if !keys.isEmpty {
      do {
        try session.atomically {
          try session.connection.run("CREATE INDEX ON \(name) (\(keys.joined(separator: ", ")))")
        }
      } catch let error as PostgresError where error.isTooLarge {
        // The row with such a key is refused when its turn comes.
      }
    }
    try session.connection.run("ANALYZE \(name)")
    var open = Set(rows.indices).subtracting(refused.map(\.row))
    // A row whose twin before it was refused has its turn in the next round.
    while !open.isEmpty {
      let taken = target.conflict == .update ? [] : try takenKeys(among: open)
      let free = open.subtracting(taken)
      let before = open.count
      try write(free, into: &outcome, insert)
      open = Set(taken)
      try settle(&open, into: &outcome)
      // Others took the rows away that stood in the way of these.
      guard open.count < before else { throw Self.conflict("changed the same keys") }
    }
    try session.connection.run("DROP TABLE \(name)")
  }

  /// Fills the stage.
  ///
  /// - Returns: the rows whose values the server cannot read; it says in which line of the copy each is.
  private func copy() throws -> [(row: Int, error: PostgresError)] {
    let statement = "COPY \(name) (\(columns), \(Self.number)) FROM STDIN"
    let copy = PostgresCopy(connection: session.connection, batch: batch)
    func send(_ range: Range<Int>) throws {
      if range.isEmpty { return }
      try session.atomically {
        try copy.send(rows[range], to: statement, numbersFrom: range.lowerBound)
      }
    }
    var refused: [(row: Int, error: PostgresError)] = []
    var start = 0
    while start < rows.count {
      do {
        try send(start..<rows.count)
        start = rows.count
      } catch let error as PostgresError where error.isAboutRow {
        guard let line = error.line, start + line <= rows.count else { throw error }
        let bad = start + line - 1
        refused.append((bad, error))
        try send(start..<bad)
        start = bad + 1
      }
    }
    return refused
  }

  /// The numbers of rows whose key is in the collection, or in an earlier row of the stage.
  private func takenKeys(among open: Set<Int>) throws -> [Int] {
    if keys.isEmpty { return [] }
    let match = keys.map { "t.\($0) = s.\($0)" }.joined(separator: " AND ")
    let list = keys.map { "s.\($0)" }.joined(separator: ", ")
    return try session.rows(
      """
      SELECT \(Self.number) AS row FROM (
        SELECT s.\(Self.number),
          row_number() OVER (PARTITION BY \(list) ORDER BY s.\(Self.number)) AS turn,
          EXISTS (SELECT 1 FROM \(collection) t WHERE \(match)) AS there
        FROM \(name) s WHERE s.\(Self.number) = ANY (CAST($1 AS int[]))
      ) q WHERE turn > 1 OR there
      """, [Self.list(open)]
    ).compactMap { $0.integer("row").map(Int.init) }
  }

  /// Changes the rows of the collection that have the keys of the stage.
  func update(into outcome: inout InsertOutcome) throws {
    let refused = try copy()
    outcome.refused += try refused.map { try refusal(of: $0.row, $0.error) }
    let left = Set(rows.indices).subtracting(refused.map(\.row))
    var changed: [Int] = []
    try write(left, into: &outcome) { part in
      let numbers = try update(part)
      changed += numbers
      return numbers.count
    }
    outcome.changed = changed.map { rows[$0] }.sorted()
    try session.connection.run("DROP TABLE \(name)")
  }

  /// - Returns: the numbers of the rows that were other before.
  private func update(_ part: ArraySlice<Int>) throws -> [Int] {
    let changed = target.columns.filter { !keys.contains(SQLText.identifier($0)) }
    if changed.isEmpty || keys.isEmpty { return [] }
    let names = changed.map(SQLText.identifier)
    let differ = changed.map { column in
      // Some types have no equality, and all of them a text.
      let type = target.schema.column(column)?.type == .json ? "jsonb" : "text"
      let name = SQLText.identifier(column)
      return "CAST(t.\(name) AS \(type)) IS DISTINCT FROM CAST(s.\(name) AS \(type))"
    }
    return try session.rows(
      """
      UPDATE \(collection) t SET \(names.map { "\($0) = s.\($0)" }.joined(separator: ", "))
      FROM \(name) s WHERE \(keys.map { "t.\($0) = s.\($0)" }.joined(separator: " AND "))
      AND s.\(Self.number) = ANY (CAST($1 AS int[])) AND (\(differ.joined(separator: " OR ")))
      RETURNING s.\(Self.number) AS row
      """, [Self.list(part)]
    ).compactMap { $0.integer("row").map(Int.init) }
  }

  /// Writes rows, halving those that are refused together until the one at fault is alone.
  private func write(
    _ rows: Set<Int>, into outcome: inout InsertOutcome,
    _ body: (ArraySlice<Int>) throws -> Int
  ) throws {
    var pending = [ArraySlice(rows.sorted())]
    while let part = pending.popLast() {
      guard !part.isEmpty else { continue }
      do {
        try session.atomically { outcome.written += try body(part) }
      } catch let error as PostgresError where error.isAboutRow {
        if part.count == 1, let row = part.first {
          outcome.refused.append(try refusal(of: row, error))
        } else {
          let middle = part.startIndex + part.count / 2
          pending.append(part[middle...])
          pending.append(part[..<middle])
        }
      }
    }
  }

  private func insert(_ part: ArraySlice<Int>) throws -> Int {
    let key = keys.joined(separator: ", ")
    let source: String
    let conflict: String
    switch target.conflict {
    case .fail, .keep:
      source = "SELECT \(columns) FROM \(name)"
      conflict = key.isEmpty ? "" : "ON CONFLICT (\(key)) DO NOTHING"
    case .update:
      // Of several rows with one key the last one stays.
      source =
        key.isEmpty
        ? "SELECT \(columns) FROM \(name)" : "SELECT DISTINCT ON (\(key)) \(columns) FROM \(name)"
      let changes = target.columns.map(SQLText.identifier).filter { !keys.contains($0) }
        .map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
      conflict =
        key.isEmpty
        ? ""
        : "ON CONFLICT (\(key)) DO " + (changes.isEmpty ? "NOTHING" : "UPDATE SET \(changes)")
    }
    let order =
      target.conflict == .update && !key.isEmpty
      ? "\(key), \(Self.number) DESC" : Self.number
    let written = try session.execute(
      """
      INSERT INTO \(collection) (\(columns)) OVERRIDING SYSTEM VALUE \(source)
      WHERE \(Self.number) = ANY (CAST($1 AS int[])) ORDER BY \(order) \(conflict)
      """, [Self.list(part)])
    if target.conflict != .update, written != part.count {
      throw Self.conflict("took a key")
    }
    return part.count
  }

  /// Ends the transaction so that it is run again.
  private static func conflict(_ words: String) -> PostgresError {
    PostgresError(
      state: "40001", message: "another transaction \(words) meanwhile", detail: nil,
      context: nil, position: nil, isLost: false)
  }

  /// Says of rows whose key was taken whether they are there already; what is left in `open` found none.
  private func settle(_ open: inout Set<Int>, into outcome: inout InsertOutcome) throws {
    if open.isEmpty { return }
    let match = keys.map { "t.\($0) = s.\($0)" }.joined(separator: " AND ")
    let cases = target.columns.enumerated().map { place, column in
      let name = SQLText.identifier(column)
      let isJSON = target.schema.column(column)?.type == .json
      let (one, other) =
        isJSON
        ? ("CAST(s.\(name) AS jsonb)", "CAST(t.\(name) AS jsonb)") : ("s.\(name)", "t.\(name)")
      return "WHEN \(one) IS DISTINCT FROM \(other) THEN \(place)"
    }.joined(separator: " ")
    let found = try session.rows(
      """
      SELECT s.\(Self.number) AS row, CASE \(cases) ELSE -1 END AS difference
      FROM \(name) s JOIN \(collection) t ON \(match)
      WHERE s.\(Self.number) = ANY (CAST($1 AS int[]))
      """, [Self.list(open)])
    for answer in found {
      guard let number = answer.integer("row"), let difference = answer.integer("difference")
      else { continue }
      let row = rows[Int(number)]
      open.remove(Int(number))
      switch target.conflict {
      case .fail:
        outcome.refused.append(
          .init(
            row: row, code: "store.unique",
            message: "a row of \(target.schema.name) with this key is there already"))
      case .keep, .update:
        if difference < 0 {
          outcome.present.append(row)
        } else {
          outcome.conflicting.append(.init(row: row, column: target.columns[Int(difference)]))
        }
      }
    }
  }

  private func refusal(
    of number: Int, _ error: PostgresError
  ) throws -> InsertOutcome.Refusal {
    InsertOutcome.Refusal(
      row: rows[number], code: PostgresFailure.refusalCode(error),
      message: PostgresFailure.refusalWords(error),
      rule: try session.rule(brokenIn: target.schema.name, error))
  }

  /// Numbers as the server's text of an array.
  private static func list(_ numbers: some Collection<Int>) -> Value {
    .text("{\(numbers.sorted().map(String.init).joined(separator: ","))}")
  }
}
