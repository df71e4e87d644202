import Foundation
import SeedbedCore

/// Work shared through rows that are locked while a piece is in hand.
///
/// The lock is that of a transaction on a connection of its own: it ends with the process, however that
/// ends, and the row is the next one's.
struct PostgresWork: SharedWork {
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
      try store.transaction(.structure) { try WorkPieces.add(pieces, of: name, in: $0) }
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
        let claimed = try connection.run(WorkPieces.claim, [.text(name)])
        if claimed.count == 1 { return claimed.text(0, 0) }
        let left = try connection.run(WorkPieces.left, [.text(name)])
        try connection.run("ROLLBACK")
        if left.text(0, 0) == "0" { return nil }
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
  }

  func finish(_ piece: String) throws {
    try store.translating {
      let connection = try held.claims()
      _ = try connection.run(WorkPieces.finish, [.text(name), .text(piece)])
      try connection.run("COMMIT")
    }
  }
}
