import SeedbedCore

extension PostgresSession {
  /// Copies the batch straight into the collection; where the server refuses, through a stage, on which
  /// the rows can be told apart.
  func insert(_ given: RowBatch, into wanted: InsertTarget) throws -> InsertOutcome {
    precondition(given.columnCount == wanted.columns.count, "a batch has the target's columns")
    let (batch, target) = wanted.withoutGeneratedColumns(given)
    var outcome = InsertOutcome()
    let refused = impossible(in: batch, target)
    outcome.refused = refused
    let left = Set(refused.map(\.row))
    let order = target.order(of: batch)
    let rows = left.isEmpty ? order : order.filter { !left.contains($0) }
    guard !rows.isEmpty else { return outcome }
    connection.transaction.hasChangedRows = true
    if target.conflict == .update || connection.needsStage(target.schema.name) {
      try stage(rows, of: batch, into: target, &outcome)
    } else {
      do {
        try atomically {
          try PostgresCopy(connection: connection, batch: batch)
            .send(rows, to: Self.copy(into: target))
        }
        outcome.written = rows.count
      } catch let error as PostgresError where error.isAboutRow {
        try stage(rows, of: batch, into: target, &outcome)
      }
    }
    connection.setNeedsStage(target.schema.name, !outcome.present.isEmpty)
    connection.add(batch, into: target, without: Set(outcome.refused.map(\.row)))
    outcome.present.sort()
    outcome.conflicting.sort { $0.row < $1.row }
    outcome.refused.sort { $0.row < $1.row }
    return outcome
  }

  /// Through a stage, from which the rows that differ are changed in one statement.
  func update(_ given: RowBatch, in wanted: InsertTarget) throws -> InsertOutcome {
    precondition(given.columnCount == wanted.columns.count, "a batch has the target's columns")
    let (batch, target) = wanted.withoutGeneratedColumns(given)
    var outcome = InsertOutcome(refused: impossible(in: batch, target))
    let left = Set(outcome.refused.map(\.row))
    let rows = (0..<batch.count).filter { !left.contains($0) }
    guard !rows.isEmpty else { return outcome }
    connection.transaction.hasChangedRows = true
    try PostgresStage(for: target, rows: rows, of: batch, on: self).update(into: &outcome)
    outcome.refused.sort { $0.row < $1.row }
    return outcome
  }

  private func stage(
    _ rows: [Int], of batch: RowBatch, into target: InsertTarget, _ outcome: inout InsertOutcome
  ) throws {
    let stage = try PostgresStage(for: target, rows: rows, of: batch, on: self)
    try stage.load(into: &outcome)
  }

  /// Runs `body` so that its failure leaves the transaction usable.
  func atomically(_ body: () throws -> Void) throws {
    let point = "seedbed_point_\(connection.nextNumber())"
    try connection.run("SAVEPOINT \(point)")
    do {
      try body()
    } catch let error as PostgresError where !error.isLost {
      try connection.run("ROLLBACK TO SAVEPOINT \(point); RELEASE SAVEPOINT \(point)")
      throw error
    }
    try connection.run("RELEASE SAVEPOINT \(point)")
  }

  private static func copy(into target: InsertTarget) -> String {
    let columns = target.columns.map(SQLText.identifier).joined(separator: ", ")
    return "COPY \(SQLText.identifier(target.schema.name)) (\(columns)) FROM STDIN"
  }

  /// What the server would refuse a whole batch for: a null where none may be, and NUL in a text.
  private func impossible(
    in batch: RowBatch, _ target: InsertTarget
  ) -> [InsertOutcome.Refusal] {
    let columns = target.columns.map { target.schema.column($0) }
    let isRequired = columns.map { $0.map { $0.isPrimaryKey || !$0.isNullable } ?? false }
    let mayHoldNUL = batch.bytes.contains(0)
    guard mayHoldNUL || batch.cells.contains(where: { $0.kind == .null }) else { return [] }
    var refused: [InsertOutcome.Refusal] = []
    for row in 0..<batch.count {
      for (place, column) in columns.enumerated() {
        guard let column else { continue }
        let cell = batch[row, place]
        if cell.kind == .null, isRequired[place] {
          refused.append(
            .init(
              row: row, code: "store.not-null",
              message: "\(target.schema.name).\(column.name) may not be null",
              rule: RefusedRule(columns: [column.name])))
          break
        }
        if mayHoldNUL, cell.kind == .text, batch.content(of: cell).contains(0) {
          refused.append(
            .init(
              row: row, code: "store.text-nul",
              message: """
                \(target.schema.name).\(column.name) holds the character NUL, which this database \
                cannot keep
                """))
          break
        }
      }
    }
    return refused
  }
}
