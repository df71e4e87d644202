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
  private let held: PostgresLock

  var lock: any RunnerLock { held }

  /// - Throws: `Diagnostic` with code `store.busy` while a single runner has the database.
  init(
    pieces: [String], as holder: LockHolder, on store: PostgresStore, _ work: () throws -> String
  ) throws {
    self.store = store
    let held = try holder.wait.trying { try PostgresLock.share(with: holder, on: store) }
    self.held = held
    do {
      let name = try work()
      self.name = name
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
    } catch {
      try? held.release()
      throw error
    }
  }

  func next() throws -> String? {
    try store.translating {
      let connection = try held.claims()
      while true {
        try connection.run("BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0")
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
      let connection = try held.claims()
      _ = try connection.run(
        "UPDATE seedbed_work SET is_done = true WHERE work = $1 AND piece = $2",
        [.text(name), .text(piece)])
      try connection.run("COMMIT")
    }
  }
}
