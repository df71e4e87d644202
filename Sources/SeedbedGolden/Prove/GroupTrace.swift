/// The elements of a list as groups of the rows of one collection.
struct GroupTrace {
  /// What the rows are grouped by.
  struct Key: Hashable {
    /// Columns whose values the elements show.
    let shown: [Shown]
    /// A column they do not show.
    let hidden: Int?
  }

  struct Shown: Hashable {
    let field: Int
    let column: Int
  }

  private(set) var findings: [Finding?]

  private let search: ListSearch
  private let table: Int
  private let key: Key
  /// By state: the groups, each the places of its rows.
  private let groups: [[[Int]]]
  /// The groups of the first state, by what elements show of them.
  private var known: [[Atom]: [Int]] = [:]
  /// By state and element: the groups it may be.
  private var choice: [[[Int]]]

  /// - Returns: nil when an element is no group, or every group is one row.
  init?(_ search: ListSearch, _ table: Int, _ key: Key) {
    self.search = search
    self.table = table
    self.key = key
    findings = search.list.fields.map { _ in nil }
    var groups: [[[Int]]] = []
    var choice: [[[Int]]] = []
    for (state, elements) in zip(search.states, search.list.elements) {
      let sorted = Self.sorted(state.tables[table], key)
      var chosen: [[Int]] = []
      for element in elements {
        let wanted = key.shown.map { element[$0.field] ?? .null }
        guard let places = sorted.byShown[wanted] else { return nil }
        if key.hidden == nil, chosen.contains(places) { return nil }
        chosen.append(places)
      }
      if groups.isEmpty { known = sorted.byShown }
      groups.append(sorted.groups)
      choice.append(chosen)
    }
    if groups.allSatisfy({ $0.allSatisfy { $0.count == 1 } }) { return nil }
    self.groups = groups
    self.choice = choice
    if key.hidden == nil { explainAll() } else { chooseAndExplain() }
  }

  private static func sorted(
    _ table: ProofTable, _ key: Key
  ) -> (groups: [[Int]], byShown: [[Atom]: [Int]]) {
    var places: [[Atom]: Int] = [:]
    var groups: [[Int]] = []
    var byShown: [[Atom]: [Int]] = [:]
    for row in 0..<table.count {
      let shown = key.shown.map { table.columns[$0.column].atoms[row] }
      let whole = shown + (key.hidden.map { [table.columns[$0].atoms[row]] } ?? [])
      if let place = places[whole] {
        groups[place].append(row)
      } else {
        places[whole] = groups.count
        byShown[shown, default: []].append(groups.count)
        groups.append([row])
      }
    }
    return (groups, byShown)
  }

  /// Every element is one group: each field is explained for itself.
  private mutating func explainAll() {
    let here = search.states[0].tables[table]
    let simple = [RowFilter()]
    let one = RowFilter.terms(of: here).map { RowFilter(terms: [$0]) }
    let rest = otherFields
    var joint = 1.0
    for field in rest {
      var tried = 0
      for filters in [simple, one, RowFilter.choices(of: here)] where findings[field] == nil {
        let aggregates = aggregates(for: field)
        tried += filters.count * aggregates.count
        findings[field] = explain(field, aggregates, filters, tried)
      }
      if findings[field] == nil {
        let pairs = RowFilter.pairs(of: here)
        let aggregates = aggregates(for: field)
        tried += pairs.count * aggregates.count
        findings[field] = explain(field, aggregates, pairs, tried)
      }
      if let finding = findings[field] { joint = min(joint, finding.chance) }
    }
    explainKeys(joint)
  }

  /// Several groups share what the elements show: fields that tell them apart come first.
  private mutating func chooseAndExplain() {
    let rest = otherFields.sorted {
      (search.fits[$0][table].count, $0) < (search.fits[$1][table].count, $1)
    }
    var joint = 1.0
    for field in rest.filter({ !search.fits[$0][table].isEmpty })
      + rest.filter({
        search.fits[$0][table].isEmpty
      })
    {
      let wasUnique = isUnique
      let aggregates = aggregates(for: field)
      for aggregate in aggregates {
        guard let narrowed = narrowed(to: aggregate, field) else { continue }
        choice = narrowed
        let source = aggregate.phrase(search.states[0].tables[table]) + keyPhrase
        let chance =
          wasUnique
          ? dependentChance(field, aggregate, RowFilter(), tried: aggregates.count)
          : laterChance(field, aggregate)
        joint = min(joint, chance)
        findings[field] = Finding(source: source, chance: chance)
        break
      }
    }
    explainKeys(joint)
  }

  private var otherFields: [Int] {
    search.list.fields.indices.filter { field in !key.shown.contains { $0.field == field } }
  }

  private var isUnique: Bool { choice.allSatisfy { $0.allSatisfy { $0.count == 1 } } }

  private mutating func explainKeys(_ joint: Double) {
    let here = search.states[0].tables[table]
    for shown in key.shown {
      let known = here.columns[shown.column].rows
      let later = search.list.elements.joined().compactMap { $0[shown.field] }
        .filter { !known.contains($0) }
      let own = Coincidence.chance(
        ofDifferent: later, tried: search.states[0].tables.reduce(0) { $0 + $1.columns.count })
      findings[shown.field] = Finding(
        source: "\(here.name).\(here.columns[shown.column].name)", chance: min(own, joint))
    }
  }

  /// What a field may be, a column called like it first.
  private func aggregates(for field: Int) -> [Aggregate] {
    let columns = search.states[0].tables[table].columns
    let name = search.list.fields[field]
    let common = search.fits[field][table].map { Aggregate.common($0) }
    let all = Aggregate.all(of: search.states[0].tables[table]) + common
    let isNamed = all.map { $0.column.map { name.hasSuffix(columns[$0].name) } ?? false }
    return zip(all, isNamed).filter(\.1).map(\.0) + zip(all, isNamed).filter { !$0.1 }.map(\.0)
  }

  private func explain(
    _ field: Int, _ aggregates: [Aggregate], _ filters: [RowFilter], _ tried: Int
  ) -> Finding? {
    for filter in filters {
      for aggregate in aggregates where holds(field, aggregate, filter) {
        let here = search.states[0].tables[table]
        return Finding(
          source: aggregate.phrase(here) + filter.phrase(here) + keyPhrase,
          chance: dependentChance(field, aggregate, filter, tried: tried))
      }
    }
    return nil
  }

  private func holds(_ field: Int, _ aggregate: Aggregate, _ filter: RowFilter) -> Bool {
    for (state, elements) in search.list.elements.enumerated() {
      for (place, element) in elements.enumerated() {
        guard let atom = element[field] else { continue }
        let value = value(of: choice[state][place][0], in: state, aggregate, filter)
        if !atom.shows(value, of: aggregate) { return false }
      }
    }
    return true
  }

  private func narrowed(to aggregate: Aggregate, _ field: Int) -> [[[Int]]]? {
    var result = choice
    for (state, elements) in search.list.elements.enumerated() {
      for (place, element) in elements.enumerated() {
        guard let atom = element[field] else { continue }
        let left = choice[state][place].filter {
          atom.shows(value(of: $0, in: state, aggregate, RowFilter()), of: aggregate)
        }
        if left.isEmpty { return nil }
        result[state][place] = left
      }
    }
    return result
  }

  private func value(
    of group: Int, in state: Int, _ aggregate: Aggregate, _ filter: RowFilter
  ) -> Atom {
    let table = search.states[state].tables[table]
    return aggregate.value(of: filter.rows(among: groups[state][group], of: table), in: table)
  }

  /// The chance that a field agrees in groups that other fields have already chosen.
  private func dependentChance(
    _ field: Int, _ aggregate: Aggregate, _ filter: RowFilter, tried: Int
  ) -> Double {
    if isKnown(field, aggregate, filter) { return 1 }
    var chance = Double(max(1, tried))
    for (state, elements) in search.list.elements.enumerated() where !elements.isEmpty {
      var shares: [Atom: Double] = [:]
      for group in groups[state].indices {
        shares[value(of: group, in: state, aggregate, filter), default: 0] += 1
      }
      for (place, element) in elements.enumerated() where element[field] != nil && chance > 1e-30 {
        let atom = value(of: choice[state][place][0], in: state, aggregate, filter)
        chance *= (shares[atom] ?? 1) / Double(groups[state].count)
      }
    }
    return chance
  }

  /// Whether a group of the first state gives what each element shows: whoever knows that state knows all of it.
  private func isKnown(_ field: Int, _ aggregate: Aggregate, _ filter: RowFilter) -> Bool {
    search.list.elements.joined().allSatisfy { element in
      guard let atom = element[field] else { return true }
      return (known[key.shown.map { element[$0.field] ?? .null }] ?? []).contains {
        atom.shows(value(of: $0, in: 0, aggregate, filter), of: aggregate)
      }
    }
  }

  /// The chance of the values that the first state does not show.
  private func laterChance(_ field: Int, _ aggregate: Aggregate) -> Double {
    let first = Set(search.list.elements[0].compactMap { $0[field] })
    let later = search.list.elements.joined().compactMap { $0[field] }.filter {
      !first.contains($0)
    }
    return Coincidence.chance(
      ofDifferent: later, tried: 100 * search.states[0].tables.reduce(0) { $0 + $1.columns.count })
  }

  /// ` by page, status_code`.
  private var keyPhrase: String {
    let columns = search.states[0].tables[table].columns
    let names = (key.shown.map(\.column) + (key.hidden.map { [$0] } ?? [])).map { columns[$0].name }
    return " by \(names.joined(separator: ", "))"
  }
}

extension Aggregate {
  /// The column it looks at.
  var column: Int? {
    switch self {
    case .count: nil
    case .distinct(let column), .sum(let column), .average(let column), .least(let column),
      .greatest(let column), .common(let column):
      column
    }
  }
}
