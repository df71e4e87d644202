import SeedbedCore
import SeedbedFormats

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
    of endpoint: Endpoint, at place: Int, _ evidence: Evidence, _ oracles: [[[Value]?]]
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
      oracles: zip(endpoint.oracles, oracles).map { oracle in
        .init(path: oracle.0.path, atoms: oracle.1.map { $0.map { $0.map { Atom($0) } } })
      })
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
