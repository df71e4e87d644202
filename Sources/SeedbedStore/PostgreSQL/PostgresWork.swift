import Foundation
import SeedbedCore

/// Work shared through rows that are locked while a piece is in hand.
///
/// The lock is that of a transaction on a connection of its own: it ends with the process, however that
/// ends, and the row is the next one's.
struct PostgresWork: SharedWork {
  private static let table = CollectionSchema(
    name: "seedbed_work",
    columns: [
      .init(name: "work", type: .text, isPrimaryKey: true),
      .init(name: "piece", type: .text, isPrimaryKey: true),
      .init(name: "is_done", type: .bool),
    ])

  private let store: PostgresStore
  private let name: String
  private let number: Int

  /// - Throws: `Diagnostic` with code `store.busy` while a single runner has the database.
  init(_ name: String, pieces: [String], as holder: LockHolder, on store: PostgresStore) throws {
    self.store = store
    self.name = name
    number = try PostgresLock.share(with: holder, on: store)
    try store.transaction(.structure) { session in
      try session.ensure(Self.table)
      for piece in pieces {
        try session.execute(
          """
          INSERT INTO seedbed_work (work, piece, is_done) VALUES ($1, $2, false)
          ON CONFLICT (work, piece) DO NOTHING
          """, [.text(name), .text(piece)])
      }
    }
  }

  var lock: any RunnerLock { SharedPostgresLock(store: store, number: number) }

  func next() throws -> String? {
    try store.translating {
      let connection = try self.connection()
      while true {
        try connection.run("BEGIN")
        let claimed = try connection.run(
          """
          SELECT piece FROM seedbed_work WHERE work = $1 AND NOT is_done ORDER BY piece
          FOR UPDATE SKIP LOCKED LIMIT 1
          """, [.text(name)])
        if claimed.count == 1 { return claimed.text(0, 0) }
        let open = try connection.run(
          "SELECT count(*) FROM seedbed_work WHERE work = $1 AND NOT is_done", [.text(name)])
        try connection.run("ROLLBACK")
        if open.text(0, 0) == "0" { return nil }
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
  }

  func finish(_ piece: String) throws {
    try store.translating {
      let connection = try self.connection()
      _ = try connection.run(
        "UPDATE seedbed_work SET is_done = true WHERE work = $1 AND piece = $2",
        [.text(name), .text(piece)])
      try connection.run("COMMIT")
    }
  }

  private func connection() throws -> PostgresConnection {
    guard let connection = store.connection(ofLock: number) else {
      throw PostgresLock.lost(store)
    }
    return connection
  }
}

/// The lock of one of several that work together.
struct SharedPostgresLock: RunnerLock {
  let store: PostgresStore
  let number: Int

  func renew(in session: any StoreSession, at now: Timestamp) throws {
    guard let connection = store.connection(ofLock: number),
      (try? connection.run("SELECT 1")) != nil
    else { throw PostgresLock.lost(store) }
  }

  func release() throws {
    store.releaseConnection(ofLock: number)
  }
}
