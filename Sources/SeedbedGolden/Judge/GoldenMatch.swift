import SeedbedFormats

/// An answer beside its golden.
struct GoldenMatch: Sendable {
  let differences: [Difference]
  let reasons: [Reason]

  init(_ endpoint: Endpoint, golden: Golden, answer: Answer?, labels: RowLabels) {
    switch golden {
    case .notNamed:
      let isEmpty = answer.map { $0.value == nil } ?? false
      self.init([], isEmpty ? [] : [.goldenMissing(nil)])
    case .missing(let file): self.init([], [.goldenMissing(file)])
    case .body(let expected):
      if let answer {
        self.init(labels.resolved(expected), answer, of: endpoint, labels)
      } else {
        self.init([], [])
      }
    case .bytes(let expected):
      let found = answer.map { ByteDifference.differences(from: expected, to: $0) } ?? []
      self.init(found, found.isEmpty ? [] : [.differsFromGolden(found)])
    case .checksum(let expected):
      let found = answer.map { ByteDifference.differences(fromChecksum: expected, to: $0) } ?? []
      self.init(found, found.isEmpty ? [] : [.differsFromGolden(found)])
    }
  }

  private init(_ differences: [Difference], _ reasons: [Reason]) {
    self.differences = differences
    self.reasons = reasons
  }

  private init(
    _ expected: JSONValue, _ answer: Answer, of endpoint: Endpoint, _ labels: RowLabels
  ) {
    let (matchers, maxMasked) = (endpoint.matchers, endpoint.expectation.maxMasked)
    let comparison = Comparison(matchers: matchers, purpose: .golden)
    let found =
      answer.value.map { value in
        comparison.differences(from: expected, to: value).map {
          labels.labelled($0, reads: endpoint.reads)
        }
      } ?? [Difference(at: [], expected: expected, actual: nil, kind: .missing)]
    let idle = matchers.filter { matcher in
      matcher.path.nodes(in: expected).isEmpty
        || (answer.value.map { matcher.path.nodes(in: $0).isEmpty } ?? true)
    }
    var reasons: [Reason] = []
    if !idle.isEmpty { reasons.append(.matcherMatchesNothing(idle.map(\.text))) }
    let leaves = JSONLeaf.leaves(of: expected)
    let open =
      matchers.contains(where: \.rule.leavesValueOpen)
      ? leaves.count { comparison.leavesOpen($0.path) } : 0
    if open == leaves.count {
      reasons.append(.nothingCompared)
    } else if open * 100 > leaves.count * maxMasked {
      reasons.append(.masked(Fraction(open, of: leaves.count), limit: maxMasked))
    }
    if !found.isEmpty { reasons.append(.differsFromGolden(found)) }
    self.init(found, reasons)
  }
}
