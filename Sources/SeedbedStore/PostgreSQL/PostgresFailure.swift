package import SeedbedCore

/// What the server's codes mean to a person (SQLSTATE, PostgreSQL's appendix A).
enum PostgresFailure {
  static func opening(_ address: PostgresAddress, _ error: PostgresError) -> Diagnostic {
    Diagnostic(
      .storeOpen, "cannot connect to \(address.shown)", help: help(forOpening: error.message),
      cause: address.withoutSecrets(error.message))
  }

  private static func help(forOpening message: String) -> String {
    if message.contains("certificate") || message.contains("SSL") {
      return "see what sslmode asks for, and that sslrootcert names who signed for the server"
    }
    if message.contains("password") || message.contains("authentication") {
      return "check the user and the password; PGPASSWORD and ~/.pgpass are read too"
    }
    if message.contains(/role ".*" does not exist/) {
      return "create the role, for example with createuser, or check the user in the address"
    }
    if message.contains("does not exist") {
      return "create it, for example with createdb, or check the address"
    }
    if message.contains("URI query parameter") {
      return "take the parameter out of the address: libpq does not know it"
    }
    if message.contains("could not translate host name") {
      return "check the host in the address: no machine has this name"
    }
    if message.contains("invalid ") {
      return "correct the address: libpq cannot read this part of it"
    }
    if message.contains("too many") || message.contains("remaining connection slots") {
      return "the server has no connection left; wait, or raise its max_connections"
    }
    return "is the server running, and is the address right?"
  }

  static func diagnostic(for error: PostgresError, in name: String) -> Diagnostic {
    let cause = Redaction()(error.description)
    let reason = words(for: error).map { ": \($0)" } ?? ""
    if error.isLost {
      return Diagnostic(
        .storeLost, "the connection to \(name) was lost",
        help: "what was committed is kept; run again when the server answers", cause: cause)
    }
    switch (error.kind, error.state) {
    case (_, "55P03"):
      return Diagnostic(
        .storeBusy, "\(name) is busy: another transaction holds what this one needs",
        help: "nothing of this step was kept; wait for it to end, then run again", cause: cause)
    case ("40", _):
      return Diagnostic(
        .storeBusy, "\(name) is busy: other transactions stood in the way each time it was tried",
        help: "nothing of this step was kept; run again when there is less going on", cause: cause)
    case (_, "57014"):
      return Diagnostic(
        .storeCancelled, "\(name) gave up a statement",
        help: "nothing of this step was kept; a longer statement_timeout may let it end",
        cause: cause)
    case ("23", _), (_, "2BP01"):
      return Diagnostic(
        .storeConstraint, "\(name) refused a change\(reason)",
        help: "nothing of this step was kept", cause: cause)
    case ("53", _):
      return Diagnostic(
        .storeWrite, "the server of \(name) has no room or memory left",
        help: "nothing of this step was kept; make room, then run again", cause: cause)
    case (_, "42501"):
      return Diagnostic(
        .storeWrite, "\(name) does not let the role in its address do this\(reason)",
        help: "grant it the right, or use another role", cause: cause)
    case (_, "25006"), ("58", _):
      return Diagnostic(
        .storeWrite, "cannot write \(name)\(reason)",
        help: "check whether the server takes changes, and its disk", cause: cause)
    default:
      return Diagnostic(.storeStatement, "\(name) could not run a statement\(reason)", cause: cause)
    }
  }

  /// The dotted name of a refused row's reason.
  static func refusalCode(_ error: PostgresError) -> String {
    switch error.state {
    case "23502": "store.not-null"
    case "23503": "store.foreign-key"
    case "23505": "store.unique"
    case "23514": "store.check"
    case "54000": "store.too-large"
    default: error.kind == "22" ? "store.type" : "store.constraint"
    }
  }
}

extension Diagnostic.Code {
  /// A connection that ended before its work did.
  package static let storeLost = Self("store.lost", .runFailed)
  /// A statement that was ended by a time-out or by the person.
  package static let storeCancelled = Self("store.cancelled", .runFailed)
  /// A commit of which nobody can say whether it was made.
  package static let storeInDoubt = Self("store.in-doubt", .runFailed)
}
