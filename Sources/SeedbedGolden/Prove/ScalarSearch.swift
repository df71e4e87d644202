import Foundation
import SeedbedCore

/// Looks for what one value of fixed place is computed from.
struct ScalarSearch: Sendable {
  let states: [ProofState]
  /// A state whose data is nearly that of the first.
  let unrestarted: Int?

  /// The first candidate of `index` that gives the leaf in every state where the answer has it.
  ///
  /// `before`: how many candidates were tried before these.
  func trace(_ leaf: ScalarLeaf, in index: AggregateIndex, before: Int = 0) -> Finding? {
    guard let (first, atom) = leaf.first else { return nil }
    let candidates = first == 0 ? index.candidates(for: atom) : index.candidates
    var fallback: Finding?
    for candidate in candidates where holds(candidate, leaf) {
      let finding = Finding(
        source: candidate.phrase(in: states[0]),
        chance: chance(of: leaf, tried: before + index.countAsSimple(as: candidate)))
      if leaf.isNamedLike(finding.source) { return finding }
      fallback = fallback ?? finding
    }
    return fallback
  }

  private func chance(of leaf: ScalarLeaf, tried: Int) -> Double {
    Coincidence.chance(of: leaf, leavingOut: unrestarted, tried: tried)
  }

  private func holds(_ candidate: AggregateIndex.Candidate, _ leaf: ScalarLeaf) -> Bool {
    for (state, atom) in zip(states, leaf.atoms) {
      guard let atom else { continue }
      if !atom.shows(candidate.value(in: state), of: candidate.aggregate) { return false }
    }
    return true
  }

  /// A count of the rows that lie above or below a bound nobody wrote down, such as the present.
  func traceThreshold(_ leaf: ScalarLeaf) -> Finding? {
    let counts = leaf.atoms.map { $0?.count }
    let most = states.map { $0.tables.map(\.count).max() ?? 0 }
    for (place, count) in counts.enumerated() where leaf.atoms[place] != nil {
      guard let count, (0...most[place]).contains(count) else { return nil }
    }
    var tried = 0
    for table in states[0].tables.indices {
      let filters =
        [RowFilter()] + RowFilter.terms(of: states[0].tables[table]).map { RowFilter(terms: [$0]) }
      for column in states[0].tables[table].columns.indices
      where states[0].tables[table].columns[column].measure != .none {
        for filter in filters {
          tried += 2 * filter.rows(of: states[0].tables[table]).count
          guard let side = side(table, column, filter, counts) else { continue }
          let here = states[0].tables[table]
          let bound = "\(here.columns[column].name) is \(side) one bound"
          let joint = filter.terms.isEmpty ? " where " : "\(filter.phrase(here)) and "
          return Finding(
            source: "\(Aggregate.count.phrase(here))\(joint)\(bound)",
            chance: chance(of: leaf, tried: tried))
        }
      }
    }
    return nil
  }

  /// `above` or `below` when one bound gives the counts in every state.
  private func side(
    _ table: Int, _ column: Int, _ filter: RowFilter, _ counts: [Int?]
  ) -> String? {
    var above = Bounds()
    var below = Bounds()
    for (state, count) in zip(states, counts) {
      guard let count else { continue }
      let rows = state.tables[table]
      let amounts = filter.rows(of: rows).compactMap { rows.columns[column].amounts[$0] }
        .sorted(by: >)
      above.narrow(amounts, above: count)
      below.narrow(amounts, above: amounts.count - count)
      if above.isImpossible, below.isImpossible { return nil }
    }
    return above.isImpossible ? "below" : "above"
  }

  /// Where a bound may lie: at least `low`, less than `high`.
  private struct Bounds {
    var low = Int64.min
    var high = Int64.max
    var isImpossible: Bool { low >= high }

    /// `amounts`: in falling order, of which `count` lie above the bound.
    mutating func narrow(_ amounts: [Int64], above count: Int) {
      guard (0...amounts.count).contains(count) else {
        high = low
        return
      }
      if count < amounts.count { low = max(low, amounts[count]) }
      if count > 0 { high = min(high, amounts[count - 1]) }
    }
  }

  /// One count or sum over another of the same collection, as a share of 1 or of 100.
  func traceRatio(_ leaf: ScalarLeaf, in index: AggregateIndex) -> Finding? {
    guard let first = leaf.atoms.first ?? nil, let shown = first.double, leaf.hasFraction else {
      return nil
    }
    let unit = first.unit
    let parts = index.candidates.indices.compactMap { place -> (place: Int, value: Double)? in
      guard index.candidates[place].aggregate.isAdditive,
        let value = index.values[place].double, value != 0
      else { return nil }
      return (place, value)
    }
    let byTable = Dictionary(grouping: parts) { index.candidates[$0.place].table }
    let tried = byTable.values.reduce(0) { $0 + 2 * $1.count * $1.count }
    for table in byTable.keys.sorted() {
      let parts = byTable[table] ?? []
      for above in parts {
        for below in parts where above.place != below.place {
          for factor in [1.0, 100.0] {
            guard abs(shown - factor * above.value / below.value) < unit else { continue }
            let (one, other) = (index.candidates[above.place], index.candidates[below.place])
            guard holds(one, over: other, factor, leaf) else { continue }
            let percent = factor == 100 ? "100 × " : ""
            return Finding(
              source: "\(percent)\(one.phrase(in: states[0])) / \(other.phrase(in: states[0]))",
              chance: chance(of: leaf, tried: tried))
          }
        }
      }
    }
    return nil
  }

  private func holds(
    _ above: AggregateIndex.Candidate, over below: AggregateIndex.Candidate, _ factor: Double,
    _ leaf: ScalarLeaf
  ) -> Bool {
    for (state, atom) in zip(states, leaf.atoms) {
      guard let atom else { continue }
      let bottom = below.value(in: state).double ?? 0
      guard bottom != 0 else {
        if atom.isNothing { continue }
        return false
      }
      let top = above.value(in: state).double ?? 0
      if !atom.isRounding(of: factor * top / bottom) { return false }
    }
    return true
  }
}

/// A source that gives a leaf in every state, and the chance that this is an accident.
struct Finding: Sendable, Hashable {
  let source: String
  let chance: Double

  var verdict: LeafVerdict.Verdict {
    chance < Coincidence.limit
      ? .traced(Trace(source: source, chance: chance))
      : .unproved(.tooFewValues(source: source, chance: chance))
  }
}

extension ScalarLeaf {
  /// The first state that has the leaf, and its value there.
  fileprivate var first: (state: Int, atom: Atom)? {
    for (state, atom) in atoms.enumerated() {
      if let atom { return (state, atom) }
    }
    return nil
  }

  fileprivate var hasFraction: Bool {
    atoms.contains { atom in
      if case .number(let number)? = atom { number.rescaled(to: 0) == nil } else { false }
    }
  }

  /// Whether a source uses the leaf's own name: of two that fit, the more likely one.
  fileprivate func isNamedLike(_ source: String) -> Bool {
    source.contains(name)
  }
}

extension Aggregate {
  fileprivate var isAdditive: Bool {
    switch self {
    case .count, .sum, .distinct: true
    case .average, .least, .greatest, .common: false
    }
  }
}

extension Atom {
  /// The number as a count of rows, or nil.
  fileprivate var count: Int? {
    guard case .number(let number) = self, let whole = number.rescaled(to: 0) else { return nil }
    return Int(exactly: whole.unscaled)
  }

  fileprivate var double: Double? {
    guard case .number(let number) = self else { return nil }
    return Double(number.unscaled) / pow(10, Double(number.scale))
  }

  /// Whether this number is `exact` rounded, or cut off, at its own digits.
  fileprivate func isRounding(of exact: Double) -> Bool {
    guard let shown = double else { return false }
    return abs(shown - exact) < unit + abs(exact) * 1e-12
  }

  /// One in the last digit that is shown.
  fileprivate var unit: Double {
    guard case .number(let number) = self else { return 0 }
    return pow(10, -Double(min(number.scale, 12))) * 0.999_999
  }
}
