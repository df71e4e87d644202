import CPostgreSQL

/// How long a connection waits for a server that says nothing.
///
/// What takes long is waited for; a network, a proxy or a pooler that swallows an answer is not. Nobody can tell
/// the two apart on the connection itself, so the server is asked on another one.
struct PostgresPatience: Sendable {
  /// The longest time between two questions.
  private static let longestTurn = Duration.seconds(30)
  /// How many of the first turns a server may be out of reach.
  private static let unreachableTurns = 12

  /// What the server does for a connection.
  enum Activity: Sendable {
    case working
    /// It waits for this side, or has ended the session.
    case done
    case unknown
    case unreachable
  }

  /// After how long a silence the server is asked first.
  let turn: Duration
  /// nil: nobody is asked, and a silence of two turns is the end.
  let inquiry: PostgresInquiry?

  /// What is remembered while nothing comes.
  struct Silence {
    let patience: PostgresPatience
    private(set) var turn: Duration
    private var wasDone = false
    private var unreachable = Duration.zero

    init(_ patience: PostgresPatience) {
      self.patience = patience
      turn = patience.turn
    }

    /// Whether there is nothing to wait for any more, after another turn in which nothing came.
    ///
    /// An answer may be on its way when the server says that it has done its work, so it has to say so twice.
    mutating func isOver(_ activity: Activity) -> Bool {
      switch activity {
      case .done:
        defer { wasDone = true }
        return wasDone
      case .unreachable:
        unreachable += turn
        return unreachable >= patience.turn * PostgresPatience.unreachableTurns
      case .working, .unknown:
        wasDone = false
        unreachable = .zero
        turn = min(turn * 2, max(PostgresPatience.longestTurn, patience.turn))
        return false
      }
    }
  }
}

/// Asks a server on connections of its own what it does for another one.
struct PostgresInquiry: Sendable {
  let address: PostgresAddress

  func activity(of asking: PostgresConnection) -> PostgresPatience.Activity {
    guard let connection = try? connection() else { return unreached }
    // Behind a pooler, only the transaction is this side's for sure.
    if let transaction = asking.transaction.number, Int64(transaction) != nil,
      let status = try? connection.run("SELECT pg_xact_status('\(transaction)'::xid8)"),
      ["committed", "aborted"].contains(status.text(0, 0))
    {
      return .done
    }
    let session = asking.serverProcess
    guard
      let found = try? connection.run(
        """
        SELECT state, wait_event FROM pg_stat_activity WHERE pid = \(session ?? asking.backend)
        """)
    else { return .unknown }
    // A pooler makes up the number it gives.
    guard found.count == 1 else { return session == nil ? .unknown : .done }
    let (state, event) = (found.text(0, 0) ?? "", found.text(0, 1) ?? "")
    // In a copy the server is active, and waits for this side all the same.
    if state.hasPrefix("idle") || ["ClientRead", "ClientWrite"].contains(event) { return .done }
    return state == "active" ? .working : .unknown
  }

  /// Ends a session that waits for a connection that was given up, and with it the locks of its transaction.
  func end(_ session: String) {
    _ = try? connection().run("SELECT pg_terminate_backend(\(session))")
  }

  private func connection() throws -> PostgresConnection {
    try PostgresConnection(
      address.parameters, notices: PostgresNotices { _ in },
      patience: PostgresPatience(turn: .seconds(5), inquiry: nil))
  }

  /// A server that answers and lets nobody in is there.
  private var unreached: PostgresPatience.Activity {
    let status = PostgresConnection.withTerminated(address.parameters.map(\.name)) { names in
      PostgresConnection.withTerminated(address.parameters.map(\.value)) { values in
        PQpingParams(names, values, 1)
      }
    }
    return status == PQPING_NO_RESPONSE ? .unreachable : .unknown
  }
}
