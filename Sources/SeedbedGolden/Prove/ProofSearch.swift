import SeedbedFormats

/// Says of every leaf of an answer where it comes from, by looking at the rows of every state.
///
/// Pure: states and answers in, verdicts out.
struct ProofSearch: Sendable {
  let states: [ProofState]
  /// The state that was entered without a restart of the service, by its place.
  let unrestarted: Int?

  private let narrow: AggregateIndex
  private lazy var wide = AggregateIndex(states[0], .wide)

  /// `states`: the first is the one the goldens belong to.
  init(_ states: [ProofState], unrestarted: Int? = nil) {
    self.states = states
    self.unrestarted = unrestarted
    narrow = AggregateIndex(states[0], .narrow)
  }

  /// What an oracle gives in each state, in the order of the nodes its path names.
  struct OracleValues: Sendable {
    let path: JSONPath
    let atoms: [[Atom]?]
  }

  /// A verdict for every leaf, in the order of the answer.
  ///
  /// `answers`: one for each state; nil where the operation gave none to look at.
  mutating func verdicts(
    of answers: [JSONValue?], matchers: [Matcher], oracles: [OracleValues]
  ) -> [LeafVerdict] {
    let comparison = Comparison(matchers: matchers, purpose: .variation)
    let shape = AnswerShape(answers) { comparison.leavesOpen($0) }
    var known = declared(shape, matchers, answers)
    for oracle in oracles { check(oracle, answers, &known) }
    for list in shape.lists { prove(list, &known) }
    for leaf in shape.scalars where known[leaf.leaf] == nil {
      known[leaf.leaf] = verdict(of: leaf, lists: shape.lists)
    }
    proveObjects(shape.scalars, &known)
    for leaf in shape.scalars where known[leaf.leaf]?.isUndecided ?? true {
      known[leaf.leaf] = verdictByWideSearch(of: leaf, known[leaf.leaf])
    }
    return (shape.scalars.map(\.leaf) + shape.lists.flatMap(\.leaves) + shape.open).sorted()
      .map { LeafVerdict($0, known[$0] ?? .unproved(.unknown)) }
  }

  private func declared(
    _ shape: AnswerShape, _ matchers: [Matcher], _ answers: [JSONValue?]
  ) -> [String: LeafVerdict.Verdict] {
    var known: [String: LeafVerdict.Verdict] = [:]
    for leaf in shape.open { known[leaf] = .noise }
    for matcher in matchers {
      guard case .fixed(let reason) = matcher.rule else { continue }
      for answer in answers.compactMap(\.self) {
        for node in matcher.path.nodes(in: answer) {
          for leaf in JSONLeaf.leaves(of: node.value, at: node.path) {
            known[JSONLeaf.pattern(of: leaf.path)] = .fixed(reason: reason)
          }
        }
      }
    }
    return known
  }

  private func check(
    _ oracle: OracleValues, _ answers: [JSONValue?], _ known: inout [String: LeafVerdict.Verdict]
  ) {
    var leaves: Set<String> = []
    var seen: Set<Atom> = []
    var wrong: String?
    for (state, answer) in answers.enumerated() {
      guard let answer, let expected = oracle.atoms[state] else { continue }
      let nodes = oracle.path.nodes(in: answer)
      leaves.formUnion(nodes.map { JSONLeaf.pattern(of: $0.path) })
      let shown = nodes.compactMap { Atom($0.value) }
      seen.formUnion(shown)
      let isSame =
        shown.count == expected.count
        && zip(shown, expected).allSatisfy { $0.shows($1, of: .average(0)) }
      if !isSame, wrong == nil { wrong = states[state].name }
    }
    for leaf in leaves {
      if let wrong {
        known[leaf] = .unproved(.oracleDiffers(state: wrong))
      } else if seen.count < 2 {
        known[leaf] = .unproved(.tooFewValues(source: "its oracle", chance: 1))
      } else {
        known[leaf] = .traced(
          Trace(source: "its oracle", chance: Coincidence.chance(ofDifferent: seen, tried: 1)))
      }
    }
  }

  private func prove(_ list: AnswerList, _ known: inout [String: LeafVerdict.Verdict]) {
    if list.fields.isEmpty || list.isEmpty {
      if known[list.path] == nil { known[list.path] = .unproved(.alwaysEmpty) }
      return
    }
    guard list.leaves.contains(where: { known[$0] == nil }) else { return }
    let findings = ListSearch(states, list).findings()
    var again: [Finding?]?
    for (field, leaf) in list.leaves.enumerated() where known[leaf] == nil {
      if let finding = findings[field] {
        known[leaf] = finding.verdict
      } else if isConstant(list, field) {
        known[leaf] = .unproved(.constant)
      } else if let unrestarted, list.elements[unrestarted] == list.elements[0] {
        let without =
          again ?? ListSearch(states, list.leavingOut(unrestarted)).findings()
        again = without
        known[leaf] = .unproved(without[field] == nil ? .unknown : .stale)
      } else {
        known[leaf] = .unproved(.unknown)
      }
    }
  }

  private func isConstant(_ list: AnswerList, _ field: Int) -> Bool {
    let values = list.elements.filter { !$0.isEmpty }.map { $0.map { $0[field] } }
    return values.count > 1 && values.allSatisfy { $0 == values[0] }
      || Set(values.joined()).count == 1 && values.joined().count > 1
  }

  private func verdict(of leaf: ScalarLeaf, lists: [AnswerList]) -> LeafVerdict.Verdict? {
    let scalars = ScalarSearch(states: states, unrestarted: unrestarted)
    if let finding = scalars.trace(leaf, in: narrow) { return finding.verdict }
    for list in lists {
      let lengths = list.lengths.map { Atom($0) }
      guard zip(leaf.atoms, lengths).allSatisfy({ $0 == nil || $0 == $1 }) else { continue }
      return Finding(
        source: "the number of elements of \(list.path)",
        chance: Coincidence.chance(of: leaf, leavingOut: unrestarted, tried: lists.count)
      ).verdict
    }
    return nil
  }

  /// An object may show one row: its scalars are then the fields of a list of one.
  private func proveObjects(
    _ scalars: [ScalarLeaf], _ known: inout [String: LeafVerdict.Verdict]
  ) {
    let objects = Dictionary(grouping: scalars, by: \.parent).sorted { $0.key < $1.key }
    for (parent, members) in objects
    where members.contains(where: { known[$0.leaf]?.isUndecided ?? true }) {
      let list = AnswerList(object: parent, of: members)
      if list.isEmpty { continue }
      for (member, finding) in zip(members, ListSearch(states, list).findings()) {
        guard known[member.leaf]?.isUndecided ?? true, let finding else { continue }
        known[member.leaf] = finding.verdict
      }
    }
  }

  private mutating func verdictByWideSearch(
    of leaf: ScalarLeaf, _ present: LeafVerdict.Verdict?
  ) -> LeafVerdict.Verdict {
    if leaf.differentAtoms.count < 2 { return .unproved(.constant) }
    if let present { return present }
    if let finding = wideFinding(leaf) { return finding.verdict }
    if let unrestarted, leaf.atoms[unrestarted] == leaf.atoms[0] {
      var without = leaf
      without.atoms[unrestarted] = nil
      if ScalarSearch(states: states, unrestarted: unrestarted).trace(without, in: narrow) != nil
        || wideFinding(without) != nil
      {
        return .unproved(.stale)
      }
    }
    return .unproved(.unknown)
  }

  private mutating func wideFinding(_ leaf: ScalarLeaf) -> Finding? {
    let scalars = ScalarSearch(states: states, unrestarted: unrestarted)
    return scalars.trace(leaf, in: wide, before: narrow.candidates.count)
      ?? scalars.traceThreshold(leaf) ?? scalars.traceRatio(leaf, in: narrow)
  }
}

extension LeafVerdict.Verdict {
  /// Whether a wider search may still say more.
  fileprivate var isUndecided: Bool {
    switch self {
    case .unproved(.tooFewValues), .unproved(.unknown): true
    case .unproved(.constant), .unproved(.stale), .unproved(.oracleDiffers),
      .unproved(.alwaysEmpty), .unproved(.noRows), .traced, .noise, .fixed:
      false
    }
  }
}

extension Atom {
  fileprivate init(_ count: Int) {
    self = Atom(JSONValue.number(JSONNumber(Int64(count)))) ?? .null
  }
}
