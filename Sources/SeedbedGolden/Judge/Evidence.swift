/// Everything that one operation answered in a run, by the state of the database and the service.
struct Evidence: Sendable, Hashable {
  /// State A, in the order asked.
  var first: [Exchange] = []
  /// State A after a restart of the service; empty when the tool does not start it.
  var restarted: [Exchange] = []
  /// State A without credentials.
  var withoutCredentials: Exchange?
  /// State B; empty when the database could not be changed.
  var other: [Exchange] = []
  /// State A again, after all others.
  var returned: [Exchange] = []
  /// What an effect changed that it does not declare, or did not change; nil when that was not looked at.
  var changeProblems: [String]?
  /// What was asked in state A.
  var request: SentRequest?
  /// The states that a proof makes, one answer each.
  var made: [VerifyState: [Exchange]] = [:]

  /// All answers of state A before the database was changed.
  var sameState: [Exchange] { first + restarted }
}

/// A request as people read it and make it again.
package struct SentRequest: Sendable, Hashable {
  /// `GET /things?page=2`.
  package let line: String
  /// A `curl` command, with secrets as variables.
  package let curl: String
}

/// The states a run goes through, in their order.
package enum VerifyState: String, Sendable, Hashable, CaseIterable {
  case first
  case restarted
  /// State A with one row more in every collection, entered without a restart of the service.
  case oneMore = "one more row"
  /// State A with rows of other tenants, entered without a restart of the service.
  case others = "rows of other tenants"
  case other
  /// Other values and more rows, made from A.
  case changed
  case changedAgain = "changed again"
  case changedMore = "changed more"
  case changedMost = "changed most"
  /// Only the rows that the credentials need.
  case empty
  case large
  case returned

  /// The states a proof makes itself; their order is that of the run.
  static let made: [VerifyState] = [
    .oneMore, .changed, .changedAgain, .changedMore, .changedMost, .empty, .large,
  ]
}

extension Evidence {
  subscript(state: VerifyState) -> [Exchange] {
    get {
      switch state {
      case .first: first
      case .restarted: restarted
      case .other: other
      case .returned: returned
      case .oneMore, .others, .changed, .changedAgain, .changedMore, .changedMost, .empty, .large:
        made[state] ?? []
      }
    }
    set {
      switch state {
      case .first: first = newValue
      case .restarted: restarted = newValue
      case .other: other = newValue
      case .returned: returned = newValue
      case .oneMore, .others, .changed, .changedAgain, .changedMore, .changedMost, .empty, .large:
        made[state] = newValue
      }
    }
  }
}
