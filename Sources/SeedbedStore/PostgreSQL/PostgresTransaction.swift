import Foundation

/// What became of a transaction whose commit was not answered.
enum PostgresTransaction {
  enum Outcome {
    case committed
    case aborted
    case unknown
  }

  /// The number the server gave the transaction that `connection` is in; nil where servers have none.
  static func number(on connection: PostgresConnection) throws -> String? {
    guard connection.hasTransactionNumbers != false else { return nil }
    if connection.hasTransactionNumbers == true {
      return try connection.run("SELECT pg_current_xact_id()").text(0, 0)
    }
    try connection.run("SAVEPOINT seedbed_number")
    do {
      let number = try connection.run("SELECT pg_current_xact_id()").text(0, 0)
      try connection.run("RELEASE SAVEPOINT seedbed_number")
      connection.hasTransactionNumbers = true
      return number
    } catch let error as PostgresError where error.state == "42883" || error.kind == "0A" {
      try connection.run("ROLLBACK TO SAVEPOINT seedbed_number")
      connection.hasTransactionNumbers = false
      return nil
    }
  }

  /// Asks on new connections, for up to ten seconds: the server may still be working on it, or starting.
  static func outcome(of number: String?, on store: PostgresStore) -> Outcome {
    guard let number, Int64(number) != nil else { return .unknown }
    for attempt in 0..<50 {
      if attempt > 0 { Thread.sleep(forTimeInterval: 0.2) }
      guard let connection = try? store.connect(),
        let answer = try? connection.run("SELECT pg_xact_status('\(number)'::xid8)")
      else { continue }
      switch answer.text(0, 0) {
      case "committed": return .committed
      case "aborted": return .aborted
      case "in progress": continue
      case .some, .none: return .unknown
      }
    }
    return .unknown
  }
}
