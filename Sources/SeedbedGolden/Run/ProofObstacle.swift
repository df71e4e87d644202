/// What kept a proof from seeing all it wanted to see.
enum ProofObstacle: Sendable, Hashable {
  /// A state was not entered, and why.
  case stateNotMade(VerifyState, String)
  /// The database refused rows that were made for a state.
  case rowsRefused(RefusedRows)
  /// The rows of a collection are the same in every state, and why.
  case notExchanged(collection: String, String)
  /// One operation could not be asked in a state, and why, through no fault of its answer.
  case notAsked(place: Int, VerifyState, String)
  /// SQL of a person could not be run in a state.
  case oracleFailed(place: Int, VerifyState, String)

  /// Whether it has to do with an operation: one that says what it reads is not concerned by other collections.
  func concerns(_ endpoint: Endpoint, at place: Int) -> Bool {
    switch self {
    case .stateNotMade: true
    case .rowsRefused(let rows):
      endpoint.reads.isEmpty || endpoint.reads.contains(rows.collection)
    case .notExchanged(let collection, _):
      endpoint.reads.isEmpty || endpoint.reads.contains(collection)
    case .notAsked(let other, _, _), .oracleFailed(let other, _, _): place == other
    }
  }

  /// The collection whose rows no state changes.
  var sameCollection: String? {
    if case .notExchanged(let collection, _) = self { collection } else { nil }
  }

  /// Whether without it a state would have been seen that now is not.
  var hidesState: Bool {
    switch self {
    case .stateNotMade, .notAsked: true
    case .rowsRefused, .notExchanged, .oracleFailed: false
    }
  }

  /// Several states at once, where the same is true of them.
  static func sentences(_ obstacles: [ProofObstacle]) -> [String] {
    var order: [String] = []
    var states: [String: [String]] = [:]
    for obstacle in obstacles {
      let (what, state) = obstacle.parts
      if states[what] == nil { order.append(what) }
      if let state, states[what]?.contains(state) != true {
        states[what, default: []].append(state)
      }
      if state == nil { states[what] = [] }
    }
    return order.map { what in
      let names = (states[what] ?? []).map { "'\($0)'" }.joined(separator: ", ")
      return names.isEmpty ? what : "not measured in the state \(names): \(what)"
    }
  }

  private var parts: (what: String, state: String?) {
    switch self {
    case .stateNotMade(let state, let why), .notAsked(_, let state, let why),
      .oracleFailed(_, let state, let why):
      (why, state.rawValue)
    case .rowsRefused(let rows):
      ("made rows of \(rows.collection) were refused: \(rows.message)", nil)
    case .notExchanged(let collection, let why):
      ("the rows of \(collection) stay as they are: \(why)", nil)
    }
  }
}
