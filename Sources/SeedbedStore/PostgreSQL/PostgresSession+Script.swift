import CPostgreSQL
import SeedbedCore

extension PostgresSession {
  /// What the server remarks on is shown, since the person wrote the script; what the script leaves in the session
  /// ends with it.
  func executeScript(_ sql: String) throws {
    let script = SQLScript(sql, for: .postgres)
    try connection.run("SET LOCAL client_min_messages = 'notice'")
    var group = ScriptGroup()
    for statement in script.statements where !statement.isForPsqlAlone {
      if let rows = statement.rows {
        try run(&group)
        try copy(rows, by: statement)
        connection.transaction.hasChangedRows = true
        continue
      }
      if statement.changesStructure, connection.transaction.hasChangedRows {
        try run(&group)
        try checkConstraints(before: statement)
      }
      if !statement.changesStructure { connection.transaction.hasChangedRows = true }
      group.append(statement)
    }
    try run(&group)
    if connection.isInTransaction { try resetSession() }
  }

  /// A table whose rows wait for a check cannot be changed: so the check is made before, and rows may come in any
  /// order again after.
  func checkConstraints() throws {
    guard connection.transaction.defersConstraints, connection.transaction.hasChangedRows else {
      return
    }
    try connection.run("SET CONSTRAINTS ALL IMMEDIATE")
    try connection.run("SET CONSTRAINTS ALL DEFERRED")
    connection.transaction.hasChangedRows = false
  }

  private func checkConstraints(before statement: SQLScript.Statement) throws {
    do {
      try checkConstraints()
    } catch let error as PostgresError {
      throw ScriptFailure(
        offset: statement.offset, statement: statement,
        cause: "before the structure changes, the rows are checked: \(error)")
    }
  }

  private func run(_ group: inout ScriptGroup) throws {
    defer { group = ScriptGroup() }
    guard !group.statements.isEmpty else { return }
    let answer = connection.runEach(group.text)
    guard let error = answer.error else { return }
    guard !error.isLost else { throw error }
    throw group.failure(error, after: answer.done)
  }

  private func copy(_ rows: String, by statement: SQLScript.Statement) throws {
    do {
      try connection.copy(rows, by: statement.text)
    } catch let error as PostgresError where !error.isLost {
      throw ScriptFailure(
        offset: statement.offset, statement: statement,
        cause: error.line.map { "\(error), in row \($0)" } ?? error.description)
    }
  }

  /// Settings, role, temporary tables, cursors and prepared statements end with the script.
  private func resetSession() throws {
    let state = connection.transaction
    try connection.run("RESET ALL; \(state.settings)")
    do {
      try atomically {
        try connection.run(
          """
          RESET SESSION AUTHORIZATION; RESET ROLE; CLOSE ALL; UNLISTEN *; DEALLOCATE ALL; \
          DISCARD TEMP
          """)
      }
    } catch let error as PostgresError where error.kind == "0A" || error.state == "42601" {
      // A server that speaks the protocol and has no such statement has no such thing either.
    }
    if state.defersConstraints { try connection.run("SET CONSTRAINTS ALL DEFERRED") }
  }
}

/// Statements that are sent together, so that a long script costs few journeys.
private struct ScriptGroup {
  private(set) var statements: [SQLScript.Statement] = []
  private(set) var text = ""
  /// Where each statement begins in the text, in Unicode scalars.
  private var starts: [Int] = []
  private var length = 0

  mutating func append(_ statement: SQLScript.Statement) {
    statements.append(statement)
    starts.append(length)
    let sent = statement.text + ";\n"
    text += sent
    length += sent.unicodeScalars.count
  }

  /// At the character the server names, or else at the statement that comes after those that were done.
  func failure(_ error: PostgresError, after done: Int) -> ScriptFailure {
    let named = error.position.flatMap { position in
      starts.lastIndex { $0 < position }.map { ($0, position - 1 - starts[$0]) }
    }
    let (index, scalars) = named ?? (min(done, statements.count - 1), 0)
    let statement = statements[index]
    let before = String(statement.text.unicodeScalars.prefix(scalars))
    return ScriptFailure(
      offset: statement.offset + before.utf8.count, statement: statement, cause: error.description)
  }
}

extension PostgresConnection {
  /// Runs statements one after the other, in one journey.
  ///
  /// - Returns: how many were done, and the error of the next.
  func runEach(_ sql: String) -> (done: Int, error: PostgresError?) {
    settle()
    guard PQsendQuery(pointer, sql) == 1 else {
      return (0, PostgresError(connection: pointer))
    }
    flush()
    var done = 0
    var failure: PostgresError?
    while let result = nextResult() {
      endCopy(of: result)
      do {
        _ = try checked(result)
        done += failure == nil ? 1 : 0
      } catch {
        failure = failure ?? error as? PostgresError
      }
    }
    if failure == nil, isLost { failure = PostgresError(connection: pointer) }
    return (done, failure)
  }

  /// Sends the rows of a `COPY … FROM stdin` as they are written.
  func copy(_ rows: String, by statement: String) throws {
    try run(statement)
    var rows = rows
    let sent = rows.withUTF8 { bytes in
      stride(from: 0, to: bytes.count, by: 1 << 20).allSatisfy { start in
        let end = min(start + 1 << 20, bytes.count)
        return put(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<end]))
      }
    }
    try endCopy(failing: sent ? nil : "the rows could not be sent")
  }
}
