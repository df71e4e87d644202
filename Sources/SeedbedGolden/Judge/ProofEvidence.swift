import SeedbedCore
import SeedbedFormats

/// What was in the database in each state of a proof, and what the oracles said of it.
struct ProofEvidence: Sendable {
  /// In the order of the run, all in the collections and columns of the first, which is state A.
  private(set) var states: [(state: VerifyState, data: ProofData)] = []
  /// By operation and oracle, what the SQL gave in each of `states`.
  private(set) var oracles: [[[[Atom]?]]]
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

  /// `atoms`: nil where the oracle could not be asked.
  mutating func add(_ atoms: [Atom]?, of oracle: Int, ofOperation place: Int) {
    oracles[place][oracle].append(atoms)
  }
}

/// Says of one operation after the other what the proof says about it.
struct ProofJudge {
  private let proof: ProofEvidence
  private var search: ProofSearch

  /// nil where no state was visited.
  init?(_ proof: ProofEvidence) {
    guard !proof.states.isEmpty else { return nil }
    self.proof = proof
    // Rows that are the same in every state are no proof of what looks like them.
    let same = Set(proof.obstacles.compactMap(\.sameCollection))
    search = ProofSearch(
      proof.states.map { $0.data.without(same).state(named: $0.state.rawValue) },
      unrestarted: proof.states.firstIndex { $0.state == .oneMore })
  }

  /// nil for an operation that the proof does not apply to.
  mutating func judgement(
    of endpoint: Endpoint, at place: Int, _ evidence: Evidence
  ) -> ProofJudgement? {
    switch endpoint.kind {
    case .effect, .static: nil
    case .data: judgement(of: endpoint, at: place, evidence, proof.oracles[place])
    }
  }

  private mutating func judgement(
    of endpoint: Endpoint, at place: Int, _ evidence: Evidence, _ oracles: [[[Atom]?]]
  ) -> ProofJudgement {
    let states = proof.states
    var obstacles = proof.obstacles.filter { $0.concerns(endpoint, at: place) }
    let exchanges = states.map { evidence[$0.state].first }
    let failure = zip(states, exchanges).lazy.compactMap { state, exchange -> String? in
      switch exchange {
      case .success(let answer) where answer.status < 500: nil
      case .success(let answer): "status \(answer.status) in the state '\(state.state.rawValue)'"
      case .failure(let failure) where failure.isUnmeasured: nil
      case .failure(let failure): "\(failure.message) in the state '\(state.state.rawValue)'"
      case nil: nil
      }
    }.first
    let answers = exchanges.map { exchange -> JSONValue? in
      guard let answer = exchange?.answer, answer.status == endpoint.expectation.status else {
        return nil
      }
      return answer.value
    }
    let verdicts = search.verdicts(
      of: answers, matchers: endpoint.matchers,
      oracles: zip(endpoint.oracles, oracles).map { .init(path: $0.path, atoms: $1) })
    for (state, exchange) in zip(states, exchanges) {
      if case .failure(let failure)? = exchange, failure.isUnmeasured {
        obstacles.append(.notAsked(place: place, state.state, failure.message))
      }
    }
    let shown =
      proof.neverHasRows(endpoint) ? verdicts.map { $0.withoutRows(of: endpoint.reads) } : verdicts
    return ProofJudgement(
      verdicts: shown, failure: failure, obstacles: obstacles,
      shownWithoutRows: proof.shownWithoutRows(answers, verdicts))
  }
}
