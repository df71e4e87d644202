import SeedbedFormats

/// What repeating, restarting and changing the data tell about one operation.
///
/// Leaves are named with indexes as `[*]`. What a matcher leaves open says nothing in either direction.
struct FirstProof: Sendable, Hashable {
  /// Leaves that differ within state A.
  let varying: [String]
  /// Leaves that are the same in A and B, though the golden or the operation says that they are data.
  let notFollowing: [String]
  /// Leaves that differ between A and A again, without those that vary anyway.
  let notReturning: [String]
  /// What went wrong in state B.
  let otherFailure: String?

  /// `differences`: where the first answer differs from its golden.
  /// `followsData`: whether the answer is expected to change with the data.
  init(
    _ evidence: Evidence, matchers: [Matcher], differences: [Difference], followsData: Bool
  ) {
    let comparison = Comparison(matchers: matchers, purpose: .variation)
    let answers = evidence.sameState.compactMap(\.answer)
    let changes = AnswerChanges(comparison)
    varying = changes.leaves(from: answers.first, to: answers.dropFirst())
    let returned = evidence.returned.compactMap(\.answer)
    let varying = Set(varying)
    notReturning = changes.leaves(from: answers.first, to: returned[...])
      .filter { !varying.contains($0) }
    guard followsData, let here = answers.first, let exchange = evidence.other.first else {
      notFollowing = []
      otherFailure = nil
      return
    }
    guard let there = exchange.answer, there.status < 500 else {
      notFollowing = []
      otherFailure = exchange.answer.map { "status \($0.status)" } ?? exchange.failure
      return
    }
    otherFailure = nil
    if varying.isEmpty, changes.leaves(from: here, to: [there]).isEmpty {
      notFollowing = ["$"]
    } else {
      notFollowing = Self.notFollowing(
        differences.filter { !varying.contains($0.leaf) }, here: here.value, there: there.value)
    }
  }

  /// Of the leaves that differ from their golden, those that are equal wherever both answers have them.
  private static func notFollowing(
    _ differences: [Difference], here: JSONValue?, there: JSONValue?
  ) -> [String] {
    guard let here, let there else { return [] }
    var isEqual: [String: Bool] = [:]
    var order: [String] = []
    for difference in differences {
      var path = difference.components[...]
      // Of what is missing, the parent is asked: an empty list that is empty in both states.
      if difference.kind == .missing { path = path.dropLast() }
      guard !path.isEmpty, let left = JSONLeaf.node(at: path, of: here),
        let right = JSONLeaf.node(at: path, of: there)
      else { continue }
      let leaf = JSONLeaf.pattern(of: Array(path))
      if isEqual[leaf] == nil { order.append(leaf) }
      isEqual[leaf] = (isEqual[leaf] ?? true) && left == right
    }
    return order.filter { isEqual[$0] == true }
  }
}

/// The leaves in which answers differ from one another.
struct AnswerChanges {
  private let comparison: Comparison

  init(_ comparison: Comparison) {
    self.comparison = comparison
  }

  /// Every leaf in which one of `others` differs from `first`, once, in the order found; `status` when
  /// the statuses differ.
  func leaves(from first: Answer?, to others: some Sequence<Answer>) -> [String] {
    guard let first else { return [] }
    var leaves: [String] = []
    var seen: Set<String> = []
    for other in others where other.body != first.body || other.status != first.status {
      for leaf in self.leaves(from: first, to: other) where seen.insert(leaf).inserted {
        leaves.append(leaf)
      }
    }
    return leaves
  }

  private func leaves(from first: Answer, to other: Answer) -> [String] {
    let status = first.status == other.status ? [] : ["status"]
    switch (first.value, other.value) {
    case (let left?, let right?):
      return status + comparison.differences(from: left, to: right).map(\.leaf)
    case (nil, nil): return status
    case (nil, _?), (_?, nil): return status + ["$"]
    }
  }
}
