import SeedbedCore

/// The rows that name who works on the database: one runner, or several that work together.
enum Leases {
  /// Earlier versions made the table without the last columns.
  static let table = CollectionSchema(
    name: "seedbed_lease",
    columns: [
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
    ])

  /// Who works, since when, and when that was last confirmed.
  struct Row: Sendable, Hashable {
    /// 1 is a runner without others beside it.
    let id: Int64
    let purpose: String
    let host: String
    let process: Int64
    let since: String
    let renewed: String
    /// The server's side of the connection that has the lock of the system; nil or empty where there is none.
    let backend: String?
    let system: String?
    /// When the process started, as its system says it.
    let started: String?
    /// The identity of the database that the row was written to; a copy has another.
    let database: String?
    /// What nobody else has; nil in a row of an earlier version.
    let token: String?

    var isAlone: Bool { id == 1 }
  }

  /// Makes the table where it is missing, or one of its columns is.
  ///
  /// Only a change of structure has every foreign key checked; a lock costs that once.
  static func prepare(on store: some Store) throws {
    // To look for the last column takes less than to read the structure.
    let look = "SELECT token FROM \(table.name) WHERE id = 0"
    if (try? store.read { try $0.rows(look) }) != nil { return }
    try store.transaction(.structure) { try $0.ensureColumns(of: table) }
  }

  static func rows(in session: any StoreSession) throws -> [Row] {
    try session.rows("SELECT * FROM \(table.name) ORDER BY id").map(Row.init)
  }

  /// The row of the one runner without others beside it, if there is one.
  static func row(in session: any StoreSession) throws -> Row? {
    try rows(in: session).first(where: \.isAlone)
  }

  /// The rows; none without the table.
  static func rowsIfAny(in session: any StoreSession) throws -> [Row] {
    try session.hasCollection(table.name) ? rows(in: session) : []
  }

  static func add(_ row: Row, in session: any StoreSession) throws {
    try session.execute(
      """
      INSERT INTO \(table.name)
        (id, purpose, host, process, since, renewed, backend, system, started, database, token)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      """,
      [
        .int(row.id), .text(row.purpose), .text(row.host), .int(row.process), .text(row.since),
        .text(row.renewed), .textOrNull(row.backend), .textOrNull(row.system),
        .textOrNull(row.started),
        .textOrNull(row.database), .textOrNull(row.token),
      ])
  }

  /// - Returns: false when the row is another's now.
  static func renew(
    _ id: Int64, _ token: String, at now: Timestamp, in session: any StoreSession
  ) throws -> Bool {
    try session.execute(
      "UPDATE \(table.name) SET renewed = $3 WHERE id = $1 AND token = $2",
      [.int(id), .text(token), .timestamp(now)]) > 0
  }

  /// Whether there is the row of a holder.
  ///
  /// `hold`: what keeps others from taking it until the transaction ends.
  static func isThere(
    _ id: Int64, _ token: String, holding hold: String, in session: any StoreSession
  ) throws -> Bool {
    try !session.rows(
      "SELECT 1 AS one FROM \(table.name) WHERE id = $1 AND token = $2\(hold)",
      [.int(id), .text(token)]
    ).isEmpty
  }

  static func remove(_ id: Int64, _ token: String, in session: any StoreSession) throws {
    try session.execute(
      "DELETE FROM \(table.name) WHERE id = $1 AND token = $2", [.int(id), .text(token)])
  }

  static func remove(_ row: Row, in session: any StoreSession) throws {
    try session.execute("DELETE FROM \(table.name) WHERE id = $1", [.int(row.id)])
  }

  static func removeAll(in session: any StoreSession) throws {
    try session.execute("DELETE FROM \(table.name)")
  }
}

extension Leases.Row {
  fileprivate init(_ row: StoreRow) throws {
    id = try row.decode("id")
    purpose = try row.decode("purpose")
    host = try row.decode("host")
    process = try row.decode("process")
    since = try row.decode("since")
    renewed = try row.decode("renewed")
    // A table that is only looked at may lack the columns that earlier versions did not make.
    backend = try row.decode(later: "backend")
    system = try row.decode(later: "system")
    started = try row.decode(later: "started")
    database = try row.decode(later: "database")
    token = try row.decode(later: "token")
  }
}
