import SeedbedCore
import SeedbedFormats

extension ProofEvidence {
  /// Whether what an endpoint says it reads is the same in A and B, so that its answer has to be the same; nil if
  /// it is not, or the endpoint does not say.
  func sameDataInSets(of endpoint: Endpoint) -> Reason? {
    guard !endpoint.reads.isEmpty,
      let here = states.first(where: { $0.state == .first })?.data,
      let there = states.first(where: { $0.state == .other })?.data
    else { return nil }
    let pairs = endpoint.reads.map { (here.rows(of: $0), there.rows(of: $0)) }
    guard pairs.allSatisfy({ $0 == $1 }) else { return nil }
    return .sameDataInSets(endpoint.reads, areEmpty: pairs.allSatisfy { $0.0.isEmpty })
  }

  /// Whether what an endpoint says it reads has no rows in any state.
  func neverHasRows(_ endpoint: Endpoint) -> Bool {
    !endpoint.reads.isEmpty
      && states.allSatisfy { state in
        endpoint.reads.allSatisfy { state.data.rows(of: $0).isEmpty }
      }
  }

  /// What an answer shows of its unproved leaves in the state without rows; nil if that has rows, or it shows
  /// nothing that has to come from somewhere.
  func shownWithoutRows(
    _ answers: [JSONValue?], _ verdicts: [LeafVerdict]
  ) -> String? {
    guard let place = states.firstIndex(where: { $0.state == .empty }),
      states[place].data.count == 0,
      let answer = answers[place]
    else { return nil }
    let unproved = Set(verdicts.filter(\.mayBeInvented).map(\.leaf))
    return JSONLeaf.leaves(of: answer).first {
      unproved.contains(JSONLeaf.pattern(of: $0.path)) && $0.value.saysSomething
    }.map { JSONWriter.text($0.value, pretty: false) }
  }
}

extension ProofData {
  fileprivate func rows(of name: String) -> [[Value]] {
    collections.first { $0.schema.name == name }?.rows ?? []
  }
}

extension LeafVerdict {
  fileprivate var mayBeInvented: Bool {
    switch verdict {
    case .unproved(.unknown), .unproved(.tooFewValues), .unproved(.stale): true
    case .unproved(.constant), .unproved(.oracleDiffers), .unproved(.alwaysEmpty),
      .unproved(.noRows), .traced, .noise, .fixed:
      false
    }
  }
}

extension JSONValue {
  /// Whether it is more than a count or a sum over nothing.
  fileprivate var saysSomething: Bool {
    switch self {
    case .string(let text): !text.isEmpty
    case .number(let number): number.integer != 0
    case .null, .bool, .array, .object: false
    }
  }
}
