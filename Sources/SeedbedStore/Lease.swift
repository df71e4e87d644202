import SeedbedCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The row that names the one runner of a database.
struct Lease: Sendable {
  /// After which a holder that has not renewed is taken for gone, in seconds.
  private static let longestSilence: Int64 = 60
  private static let name = "seedbed_lease"
  private static let columns: [CollectionSchema.Column] = [
    .init(name: "id", type: .int, isPrimaryKey: true),
    .init(name: "purpose", type: .text),
    .init(name: "host", type: .text),
    .init(name: "process", type: .int),
    .init(name: "since", type: .timestamp),
    .init(name: "renewed", type: .timestamp),
  ]

  let holder: LockHolder
  /// What an engine keeps of the holder besides.
  var extra: (column: String, text: String)?

  /// Makes the table where it is missing.
  ///
  /// Only a change of structure has every foreign key checked; a lock costs that once.
  func prepare(on store: some Store) throws {
    if try store.read({ try $0.hasCollection(Self.name) }) { return }
    let more = extra.map { [CollectionSchema.Column(name: $0.column, type: .text)] } ?? []
    try store.transaction(.structure) {
      try $0.ensure(CollectionSchema(name: Self.name, columns: Self.columns + more))
    }
  }

  /// The holder's row, where anybody ever held the lock.
  static func row(in session: any StoreSession) throws -> StoreRow? {
    guard try session.hasCollection(name) else { return nil }
    return try session.rows("SELECT * FROM seedbed_lease WHERE id = 1").first
  }

  /// Takes the place of whoever is in the row.
  func take(in session: any StoreSession) throws {
    try session.execute("DELETE FROM seedbed_lease WHERE id = 1")
    try session.execute(
      """
      INSERT INTO seedbed_lease (id, purpose, host, process, since, renewed\(extra.map { ", \($0.column)" } ?? ""))
      VALUES (1, $1, $2, $3, $4, $4\(extra == nil ? "" : ", $5"))
      """,
      [
        .text(holder.purpose), .text(holder.host), .int(Int64(holder.process)),
        .timestamp(holder.since),
      ] + (extra.map { [.text($0.text)] } ?? []))
  }

  /// - Returns: false when the row is another's now.
  func renew(in session: any StoreSession, at now: Timestamp) throws -> Bool {
    try session.execute(
      """
      UPDATE seedbed_lease SET renewed = $4
      WHERE id = 1 AND host = $1 AND process = $2 AND since = $3
      """, identity + [.timestamp(now)]) > 0
  }

  func release(on store: some Store) throws {
    _ = try store.transaction { session in
      try session.execute(
        "DELETE FROM seedbed_lease WHERE id = 1 AND host = $1 AND process = $2 AND since = $3",
        identity)
    }
  }

  private var identity: [Value] {
    [.text(holder.host), .int(Int64(holder.process)), .timestamp(holder.since)]
  }

  /// Whether the process in a row, as far as can be seen from here, still runs; nil for another host's.
  func isRunning(_ row: StoreRow) -> Bool? {
    guard row.text("host") == holder.host else { return nil }
    return kill(Int32(row.integer("process") ?? 0), 0) == 0 || errno == EPERM
  }

  /// Whether the holder in a row has renewed of late.
  func isFresh(_ row: StoreRow) -> Bool {
    let renewed = row.text("renewed") ?? ""
    let earliest = holder.since.adding(seconds: -Self.longestSilence)
    // A clock that was wrong must not keep the lock for good.
    let latest = holder.since.adding(seconds: Self.longestSilence)
    return renewed > earliest.description && renewed < latest.description
  }
}
