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

extension Evidence {
  /// The middle one of the times the first answers took; the upper one of two.
  var middleDuration: Duration? {
    let times = first.compactMap { $0.answer?.duration }.sorted()
    return times.isEmpty ? nil : times[times.count / 2]
  }
}
