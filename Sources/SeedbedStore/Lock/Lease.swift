import SeedbedCore

/// The row that names a holder of the lock, by a token nobody else has.
struct Lease: Sendable {
  /// After which a holder that has not renewed is taken for gone, in seconds.
  fileprivate static let longestSilence: Int64 = 60
  static let name = "seedbed_lease"
  /// Earlier versions made the table without the last ones.
  private static let columns: [CollectionSchema.Column] = [
    .init(name: "id", type: .int, isPrimaryKey: true),
    .init(name: "purpose", type: .text),
    .init(name: "host", type: .text),
    .init(name: "process", type: .int),
    .init(name: "since", type: .timestamp),
    .init(name: "renewed", type: .timestamp),
    .init(name: "backend", type: .text, isNullable: true),
    .init(name: "system", type: .text, isNullable: true),
    .init(name: "started", type: .text, isNullable: true),
    .init(name: "database", type: .text, isNullable: true),
    .init(name: "token", type: .text, isNullable: true),
  ]

  let holder: LockHolder
  let token: String
  /// 1 is that of a runner without others beside it.
  let id: Int64
  /// The server's side of the connection that has the lock of the system, where there is one.
  let backend: String

  init(of holder: LockHolder, id: Int64 = 1, backend: String = "") {
    self.holder = holder
    self.id = id
    self.backend = backend
    token = Hexadecimal.text(of: (0..<16).map { _ in UInt8.random(in: 0...255) })
  }

  /// Makes the table where it is missing, or one of its columns is.
  ///
  /// Only a change of structure has every foreign key checked; a lock costs that once.
  static func prepare(on store: some Store) throws {
    func missing(in session: any StoreSession) throws -> [CollectionSchema.Column]? {
      try session.schema(of: name).map { schema in
        columns.filter { column in !schema.columns.contains { $0.name == column.name } }
      }
    }
    // To look for the last column takes less than to read the structure.
    if (try? store.read { try $0.rows("SELECT token FROM seedbed_lease WHERE id = 0") }) != nil {
      return
    }
    try store.transaction(.structure) { session in
      guard let missing = try missing(in: session) else {
        return try session.apply(.createCollection(CollectionSchema(name: name, columns: columns)))
      }
      for column in missing { try session.apply(.addColumn(column, to: name)) }
    }
  }

  /// The rows of holders, of one or of several that work together, where there is the table.
  static func rows(in session: any StoreSession) throws -> [StoreRow] {
    try session.rows("SELECT * FROM seedbed_lease ORDER BY id")
  }

  /// The row of the one holder, where there is any.
  static func row(in session: any StoreSession) throws -> StoreRow? {
    try rows(in: session).first { $0.integer("id") == 1 }
  }

  /// Takes the place of whoever is in the table.
  func take(in session: any StoreSession) throws {
    try session.execute("DELETE FROM seedbed_lease")
    try add(in: session)
  }

  /// Takes a place beside the others.
  func add(in session: any StoreSession) throws {
    let now = Value.timestamp(holder.clock())
    func text(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
    try session.execute(
      """
      INSERT INTO seedbed_lease
        (id, purpose, host, process, since, renewed, backend, system, started, database, token)
      VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10)
      """,
      [
        .int(id), .text(holder.purpose), .text(holder.host), .int(Int64(holder.identity.number)),
        now, .text(backend), text(holder.identity.system), text(holder.identity.start),
        .text(try session.identity()), .text(token),
      ])
  }

  /// The rows of holders; none without the table.
  static func rowsIfAny(in session: any StoreSession) throws -> [StoreRow] {
    try session.hasCollection(name) ? rows(in: session) : []
  }

  /// Takes the place of all holders away.
  static func forget(on store: some Store) throws {
    guard try store.read({ try $0.hasCollection(name) }) else { return }
    _ = try store.transaction { try $0.execute("DELETE FROM seedbed_lease") }
  }

  /// - Returns: false when the row is another's now.
  func renew(in session: any StoreSession, at now: Timestamp) throws -> Bool {
    try session.execute(
      "UPDATE seedbed_lease SET renewed = $3 WHERE id = $1 AND token = $2",
      [.int(id), .text(token), .timestamp(now)]) > 0
  }

  /// Whether the row is still this holder's.
  ///
  /// `hold`: what keeps others from taking it until the transaction ends.
  func isThere(in session: any StoreSession, holding hold: String) throws -> Bool {
    try !session.rows(
      "SELECT 1 AS one FROM seedbed_lease WHERE id = $1 AND token = $2\(hold)",
      [.int(id), .text(token)]
    ).isEmpty
  }

  func release(on store: some Store) throws {
    _ = try store.transaction { session in
      try session.execute(
        "DELETE FROM seedbed_lease WHERE id = $1 AND token = $2", [.int(id), .text(token)])
    }
  }
}

extension LockHolder {
  /// Whether the holder in a row is at work: its process where it can be seen, the age of the row where not.
  func isAtWork(_ row: StoreRow, on database: String) -> Bool {
    guard let isRunning = processes.isRunning(row.process) else { return isFresh(row) }
    // It works on the database that this one was copied from.
    return isRunning && row.text("database") ?? database == database
  }

  /// Whether the holder in a row has renewed of late.
  func isFresh(_ row: StoreRow) -> Bool {
    let (renewed, now) = (row.text("renewed") ?? "", clock())
    let silence = Lease.longestSilence
    // A clock that was wrong must not keep the lock for good.
    return renewed > now.adding(seconds: -silence).description
      && renewed < now.adding(seconds: silence).description
  }

  /// What a second runner is told of the first, from the rows that name it and those beside it.
  func busy(_ rows: [StoreRow], in store: String) -> Diagnostic {
    let records = rows.map { LockRecord($0, seenAmong: processes) }
    let others = records.filter { $0.isRunning != false }
    let shown = others.isEmpty ? records : others
    let more = shown.count > 1 ? ", and \(shown.count - 1) more beside it" : ""
    let words = shown.first.map { "\($0.words) works on it since \($0.since)\(more)" }
    return Diagnostic(
      .storeBusy, "\(store) is busy: \(words ?? "another run has just begun to work on it")",
      help: """
        nothing was changed; wait for it to end, or let --wait 60s do that; 'seedbed db unlock' \
        says whether it lives
        """)
  }
}
