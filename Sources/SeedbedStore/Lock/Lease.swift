import SeedbedCore

/// The row that names a holder of the lock, by a token nobody else has.
struct Lease: Sendable {
  /// After which a holder that has not renewed is taken for gone, in seconds.
  fileprivate static let longestSilence: Int64 = 60

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

  /// Takes the place of whoever is in the table.
  func take(in session: any StoreSession) throws {
    try Leases.removeAll(in: session)
    try add(in: session)
  }

  /// Takes a place beside the others.
  func add(in session: any StoreSession) throws {
    let now = holder.clock().description
    try Leases.add(
      Leases.Row(
        id: id, purpose: holder.purpose, host: holder.host,
        process: Int64(holder.identity.number), since: now, renewed: now, backend: backend,
        system: holder.identity.system, started: holder.identity.start,
        database: session.identity(), token: token), in: session)
  }

  /// Takes the place of all holders away.
  static func forget(on store: some Store) throws {
    guard try store.read({ try $0.hasCollection(Leases.table.name) }) else { return }
    _ = try store.transaction { try Leases.removeAll(in: $0) }
  }

  /// - Returns: false when the row is another's now.
  func renew(in session: any StoreSession, at now: Timestamp) throws -> Bool {
    try Leases.renew(id, token, at: now, in: session)
  }

  /// Whether the row is still this holder's.
  ///
  /// `hold`: what keeps others from taking it until the transaction ends.
  func isThere(in session: any StoreSession, holding hold: String) throws -> Bool {
    try Leases.isThere(id, token, holding: hold, in: session)
  }

  func release(on store: some Store) throws {
    try store.transaction { try Leases.remove(id, token, in: $0) }
  }
}

extension LockHolder {
  /// Whether the holder in a row is at work: its process where it can be seen, the age of the row where not.
  func isAtWork(_ row: Leases.Row, on database: String) -> Bool {
    guard let isRunning = processes.isRunning(row.identity) else { return isFresh(row) }
    // It works on the database that this one was copied from.
    return isRunning && row.database ?? database == database
  }

  /// Whether the holder in a row has renewed of late.
  func isFresh(_ row: Leases.Row) -> Bool {
    let (now, silence) = (clock(), Lease.longestSilence)
    // A clock that was wrong must not keep the lock for good.
    return row.renewed > now.adding(seconds: -silence).description
      && row.renewed < now.adding(seconds: silence).description
  }

  /// What a second runner is told of the first, from the rows that name it and those beside it.
  func busy(_ rows: [Leases.Row], in store: String) -> Diagnostic {
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
