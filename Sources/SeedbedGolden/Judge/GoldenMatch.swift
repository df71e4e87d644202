import SeedbedFormats

/// An answer beside its golden.
struct GoldenMatch: Sendable {
  let differences: [Difference]
  let reasons: [Reason]
  /// How many leaves of the golden the answer had to equal; nil for a body without leaves.
  let compared: Fraction?

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

  private init(
    _ differences: [Difference], _ reasons: [Reason], compared: Fraction? = nil
  ) {
    self.differences = differences
    self.reasons = reasons
    self.compared = compared
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
    let unfit = matchers.compactMap { $0.misfit(in: expected) }
    if !unfit.isEmpty { reasons.append(.matcherDoesNotFit(unfit)) }
    let leaves = JSONLeaf.leaves(of: expected)
    let open =
      matchers.contains(where: \.rule.mayLeaveOpen) ? leaves.count { comparison.leavesOpen($0) } : 0
    if open == leaves.count {
      reasons.append(.nothingCompared)
    } else if open * 100 > leaves.count * maxMasked {
      reasons.append(.masked(Fraction(open, of: leaves.count), limit: maxMasked))
    }
    if !found.isEmpty { reasons.append(.differsFromGolden(found)) }
    self.init(found, reasons, compared: Fraction(leaves.count - open, of: leaves.count))
  }
}

extension Matcher {
  /// What the matcher asks of nodes that are something else, in words; nil where one of them fits.
  ///
  /// A null stands for a value that is not there, and fits.
  fileprivate func misfit(in golden: JSONValue) -> String? {
    let nodes = path.nodes(in: golden).map(\.value)
    if nodes.isEmpty { return nil }
    switch rule {
    case .unordered:
      let fits = nodes.contains { $0.elements != nil || $0 == .null }
      return fits ? nil : "\(text) is not a list, and 'unordered' is for lists"
    case .tolerance:
      let fits = nodes.contains { if case .number = $0 { true } else { $0 == .null } }
      return fits ? nil : "\(text) is not a number, and 'tolerance' is for numbers"
    case .iso8601, .uuid, .fixed, .ignore: return nil
    }
  }
}
