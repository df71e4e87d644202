import SeedbedCore

/// What was in the database in each state of a proof, and what the oracles said of it.
struct ProofEvidence: Sendable {
  /// In the order of the run, all in the collections and columns of the first, which is state A.
  private(set) var states: [(state: VerifyState, data: ProofData)] = []
  /// By operation and oracle, what the SQL gave in each of `states`.
  private(set) var oracles: [[[[Value]?]]]
  /// In the order met.
  private(set) var obstacles: [ProofObstacle] = []

  init(_ endpoints: [Endpoint]) {
    oracles = endpoints.map { $0.oracles.map { _ in [] } }
  }

  mutating func add(_ state: VerifyState, _ data: ProofData) {
    states.append((state, states.first.map { data.aligned(with: $0.data) } ?? data))
  }

  mutating func add(_ obstacle: ProofObstacle) {
    obstacles.append(obstacle)
  }

  /// `values`: nil where the oracle could not be asked.
  mutating func add(_ values: [Value]?, of oracle: Int, ofOperation place: Int) {
    oracles[place][oracle].append(values)
  }
}
