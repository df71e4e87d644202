import SeedbedCore
import SeedbedFormats

/// What was in the database in each state of a proof, and what the oracles said of it.
struct ProofEvidence: Sendable {
  /// In the order of the run; the first is state A.
  private(set) var states: [(state: VerifyState, data: ProofData)] = []
  /// By operation and oracle, what the SQL gave in each of `states`.
  private(set) var oracles: [[[[Atom]]]]

  init(_ endpoints: [Endpoint]) {
    oracles = endpoints.map { $0.oracles.map { _ in [] } }
  }

  mutating func add(_ state: VerifyState, _ data: ProofData) {
    states.append((state, data))
  }

  mutating func add(_ atoms: [Atom], of oracle: Int, ofOperation place: Int) {
    oracles[place][oracle].append(atoms)
  }

  /// What the proof says about each operation; nil for those it does not apply to.
  func judgements(
    of endpoints: [Endpoint], _ evidence: [Evidence]
  ) -> [ProofJudgement?] {
    guard !states.isEmpty else { return endpoints.map { _ in nil } }
    var search = ProofSearch(
      states.map { $0.data.state(named: $0.state.rawValue) },
      unrestarted: states.firstIndex { $0.state == .oneMore })
    return endpoints.indices.map { place in
      switch endpoints[place].kind {
      case .effect, .static: nil
      case .data: judgement(of: endpoints[place], evidence[place], oracles[place], &search)
      }
    }
  }

  private func judgement(
    of endpoint: Endpoint, _ evidence: Evidence, _ oracles: [[[Atom]]],
    _ search: inout ProofSearch
  ) -> ProofJudgement {
    let exchanges = states.map { evidence[$0.state].first }
    let failure = zip(states, exchanges).lazy.compactMap { state, exchange -> String? in
      switch exchange {
      case .success(let answer) where answer.status < 500: nil
      case .success(let answer): "status \(answer.status) in the state '\(state.state.rawValue)'"
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
    return ProofJudgement(verdicts: verdicts, failure: failure)
  }
}
