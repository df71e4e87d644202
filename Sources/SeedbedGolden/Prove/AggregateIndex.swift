/// What can be computed from the rows of the first state, by the value it gives there.
struct AggregateIndex: Sendable {
  /// One thing that can be computed in every state.
  struct Candidate: Sendable, Hashable {
    let table: Int
    let aggregate: Aggregate
    let filter: RowFilter

    func value(in state: ProofState) -> Atom {
      let table = state.tables[table]
      return aggregate.value(of: filter.rows(of: table), in: table)
    }

    func phrase(in state: ProofState) -> String {
      aggregate.phrase(state.tables[table]) + filter.phrase(state.tables[table])
    }
  }

  private(set) var candidates: [Candidate] = []
  /// The values in the first state, beside the candidates.
  private(set) var values: [Atom] = []
  private var byAtom: [Atom: [Int]] = [:]
  private var averages: [Int] = []
  private var simplicities: [Simplicity: Int] = [:]

  /// How far the search goes.
  enum Breadth {
    /// No condition, or one.
    case narrow
    /// Two conditions on different columns, and one of two values.
    case wide
  }

  init(_ state: ProofState, _ breadth: Breadth) {
    for (place, table) in state.tables.enumerated() {
      let aggregates = Aggregate.all(of: table)
      for filter in Self.filters(of: table, breadth) {
        let rows = filter.rows(of: table)
        if breadth == .wide, rows.isEmpty { continue }
        for aggregate in aggregates {
          add(
            Candidate(table: place, aggregate: aggregate, filter: filter),
            aggregate.value(of: rows, in: table))
        }
      }
    }
  }

  /// How many candidates are as simple as this one: with as few conditions, and of its family or counts.
  func countAsSimple(as candidate: Candidate) -> Int {
    let key = Simplicity(candidate)
    return simplicities.reduce(0) { $0 + ($1.key <= key ? $1.value : 0) }
  }

  /// Candidates that `leaf` may show in the first state, simplest first.
  func candidates(for leaf: Atom) -> [Candidate] {
    var places = byAtom[leaf] ?? []
    if leaf.isNothing, leaf != .null { places += byAtom[.null] ?? [] }
    places += averages.filter { leaf.shows(values[$0], of: candidates[$0].aggregate) }
    return places.sorted().map { candidates[$0] }
  }

  private struct Simplicity: Hashable {
    let conditions: Int
    let family: Int

    init(_ candidate: Candidate) {
      conditions = candidate.filter.terms.count
      family = candidate.aggregate.family
    }

    static func <= (left: Simplicity, right: Simplicity) -> Bool {
      left.conditions <= right.conditions && (left.family == 0 || left.family == right.family)
    }
  }

  private mutating func add(_ candidate: Candidate, _ value: Atom) {
    if case .average = candidate.aggregate {
      averages.append(candidates.count)
    } else {
      byAtom[value, default: []].append(candidates.count)
    }
    candidates.append(candidate)
    simplicities[Simplicity(candidate), default: 0] += 1
    values.append(value)
  }

  private static func filters(of table: ProofTable, _ breadth: Breadth) -> [RowFilter] {
    switch breadth {
    case .narrow: return [RowFilter()] + RowFilter.terms(of: table).map { RowFilter(terms: [$0]) }
    case .wide:
      return RowFilter.choices(of: table) + RowFilter.pairs(of: table)
    }
  }
}

extension RowFilter {
  /// The most values a column that sorts rows into kinds has.
  private static let mostKinds = 24

  /// Single conditions the rows of `table` suggest: equal to a value that sorts rows into kinds; null or not.
  static func terms(of table: ProofTable) -> [Term] {
    table.columns.indices.flatMap { place -> [Term] in
      let column = table.columns[place]
      let kinds = column.kinds
      var found: [Term] =
        kinds.count <= mostKinds ? kinds.map { .isOneOf(place, [$0]) } : []
      if (1..<max(1, table.count)).contains(column.rows.count(holding: .null)) {
        found += [.isPresent(place), .isNull(place)]
      }
      return found
    }
  }

  /// Conditions with two values of one column, and with all but one.
  static func choices(of table: ProofTable) -> [RowFilter] {
    table.columns.indices.flatMap { place -> [RowFilter] in
      let kinds = table.columns[place].kinds
      guard (2...12).contains(kinds.count) else { return [] }
      let others = kinds.count > 2 ? kinds.map { RowFilter(terms: [.isNot(place, $0)]) } : []
      return others
        + kinds.indices.flatMap { first in
          kinds[(first + 1)...].map { RowFilter(terms: [.isOneOf(place, [kinds[first], $0])]) }
        }
    }
  }
}

extension RowFilter {
  /// Two single conditions on different columns.
  static func pairs(of table: ProofTable) -> [RowFilter] {
    let terms = terms(of: table)
    return terms.enumerated().flatMap { place, first in
      terms[(place + 1)...].filter { $0.column != first.column }
        .map { RowFilter(terms: [first, $0]) }
    }
  }
}

extension RowFilter.Term {
  var column: Int {
    switch self {
    case .isOneOf(let column, _), .isNot(let column, _), .isNull(let column),
      .isPresent(let column):
      column
    }
  }
}
