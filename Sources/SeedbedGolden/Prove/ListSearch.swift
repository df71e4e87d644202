/// Looks for the rows, or the groups of rows, that the elements of a list show.
struct ListSearch: Sendable {
  let states: [ProofState]
  let list: AnswerList
  /// By field and collection: the columns that hold every value of the field in every state.
  let fits: [[[Int]]]

  init(_ states: [ProofState], _ list: AnswerList) {
    self.states = states
    self.list = list
    fits = list.fields.indices.map { field in
      states[0].tables.indices.map { table in
        states[0].tables[table].columns.indices.filter { column in
          Self.holds(field, of: list, states, table, column)
        }
      }
    }
  }

  /// What is found for each field; nil where nothing is.
  func findings() -> [Finding?] {
    var best: [Finding?] = list.fields.map { _ in nil }
    func consider(_ findings: [Finding?]) {
      if Self.worth(findings) > Self.worth(best) { best = findings }
    }
    let tables = states[0].tables.indices.filter { table in
      fits.contains { !$0[table].isEmpty }
    }
    for table in tables { consider(RowTrace(self, table).findings) }
    if best.allSatisfy({ $0 != nil }) { return best }
    for tier in 0..<3 {
      for table in tables {
        for key in groupKeys(table)[tier] {
          if let trace = GroupTrace(self, table, key) { consider(trace.findings) }
          if best.allSatisfy({ $0 != nil }) { return best }
        }
      }
      // What a shown key explains for the most part, a hidden one does not explain better.
      if tier == 1, best.count(where: { $0 != nil }) * 2 > best.count { break }
    }
    return best
  }

  private static func worth(_ findings: [Finding?]) -> Int {
    findings.reduce(0) { sum, finding in
      sum + (finding.map { $0.chance < Coincidence.limit ? 1000 : 1 } ?? 0)
    }
  }

  private static func holds(
    _ field: Int, of list: AnswerList, _ states: [ProofState], _ table: Int, _ column: Int
  ) -> Bool {
    var hasValue = false
    for (state, elements) in zip(states, list.elements) {
      let rows = state.tables[table].columns[column].rows
      for element in elements {
        guard let atom = element[field] else { continue }
        if !rows.contains(atom) { return false }
        if atom != .null { hasValue = true }
      }
    }
    return hasValue
  }

  /// Ways to group: by one column that the elements show; by two; by one that they do not show.
  private func groupKeys(_ table: Int) -> [[GroupTrace.Key]] {
    let shown = list.fields.indices.flatMap { field in
      fits[field][table].map { GroupTrace.Shown(field: field, column: $0) }
    }
    let named = shown.filter {
      list.fields[$0.field].hasSuffix(states[0].tables[table].columns[$0.column].name)
    }
    let ordered = named + shown.filter { !named.contains($0) }
    let single = ordered.map { GroupTrace.Key(shown: [$0], hidden: nil) }
    var double: [GroupTrace.Key] = []
    var hiding: [GroupTrace.Key] = []
    for (place, first) in ordered.enumerated() {
      for second in ordered[(place + 1)...]
      where first.field != second.field && first.column != second.column {
        double.append(.init(shown: [first, second], hidden: nil))
      }
    }
    for hidden in states[0].tables[table].columns.indices
    where states[0].tables[table].columns[hidden].measure == .none {
      hiding += ordered.filter { $0.column != hidden }.map { .init(shown: [$0], hidden: hidden) }
      hiding.append(.init(shown: [], hidden: hidden))
    }
    return [single, double, hiding]
  }
}

/// The elements of a list as rows of one collection.
struct RowTrace {
  private(set) var findings: [Finding?]

  init(_ search: ListSearch, _ table: Int) {
    let list = search.list
    findings = list.fields.map { _ in nil }
    var rows: [[[Int]?]] = list.elements.map { $0.map { _ in nil } }
    var isUnique = false
    var anchors: [(field: Int, column: Int)] = []
    var joint = 1.0
    let order = list.fields.indices.sorted {
      (search.fits[$0][table].count, $0) < (search.fits[$1][table].count, $1)
    }
    for field in order {
      for column in Self.byName(search, field, table) {
        guard let narrowed = Self.narrow(rows, to: column, field, search, table) else { continue }
        if isUnique {
          let chance =
            Self.isKnown(column, field, beside: anchors, search, table)
            ? 1 : Self.dependentChance(column, field, search, table)
          joint = min(joint, chance)
          findings[field] = Finding(source: Self.name(column, table, search), chance: chance)
        } else {
          anchors.append((field, column))
        }
        rows = narrowed
        isUnique = rows.allSatisfy { $0.allSatisfy { $0?.count == 1 } }
        break
      }
    }
    for anchor in anchors {
      let own = Self.anchorChance(anchor.column, anchor.field, search, table)
      findings[anchor.field] = Finding(
        source: Self.name(anchor.column, table, search), chance: min(own, joint))
    }
  }

  /// The columns that fit, those called like the field first.
  private static func byName(_ search: ListSearch, _ field: Int, _ table: Int) -> [Int] {
    let columns = search.states[0].tables[table].columns
    let name = search.list.fields[field]
    return search.fits[field][table].sorted {
      let left = name.hasSuffix(columns[$0].name)
      let right = name.hasSuffix(columns[$1].name)
      return left == right ? $0 < $1 : left
    }
  }

  /// The rows that remain for each element; nil when one element has none left.
  private static func narrow(
    _ rows: [[[Int]?]], to column: Int, _ field: Int, _ search: ListSearch, _ table: Int
  ) -> [[[Int]?]]? {
    var result = rows
    for (state, elements) in search.list.elements.enumerated() {
      let cells = search.states[state].tables[table].columns[column]
      for (place, element) in elements.enumerated() {
        guard let atom = element[field] else { continue }
        let left =
          rows[state][place].map { $0.filter { cells.atoms[$0] == atom } }
          ?? cells.rows.holding(atom)
        if left.isEmpty { return nil }
        result[state][place] = left
      }
    }
    return result
  }

  /// Whether a row of the first state holds what each element shows here and in its `anchors`: whoever knows that
  /// state knows all of it.
  private static func isKnown(
    _ column: Int, _ field: Int, beside anchors: [(field: Int, column: Int)], _ search: ListSearch,
    _ table: Int
  ) -> Bool {
    let columns = search.states[0].tables[table].columns
    let shown = [(field: field, column: column)] + anchors
    return search.list.elements.joined().allSatisfy { element in
      guard let atom = element[field] else { return true }
      return columns[column].rows.holding(atom).contains { row in
        shown.allSatisfy {
          element[$0.field] == nil || columns[$0.column].atoms[row] == element[$0.field]
        }
      }
    }
  }

  /// The chance that a field agrees in rows that other fields have already chosen.
  private static func dependentChance(
    _ column: Int, _ field: Int, _ search: ListSearch, _ table: Int
  ) -> Double {
    var chance = Double(search.states[0].tables[table].columns.count)
    for (state, elements) in search.list.elements.enumerated() {
      let table = search.states[state].tables[table]
      for element in elements where chance > 1e-30 {
        guard let atom = element[field] else { continue }
        chance *= Double(table.columns[column].rows.count(holding: atom)) / Double(table.count)
      }
    }
    return chance
  }

  /// The chance that a field which chooses the rows shows values that are only in later states.
  private static func anchorChance(
    _ column: Int, _ field: Int, _ search: ListSearch, _ table: Int
  ) -> Double {
    let known = search.states[0].tables[table].columns[column].rows
    let later = search.list.elements.joined().compactMap { $0[field] }.filter {
      !known.contains($0)
    }
    return Coincidence.chance(
      ofDifferent: later, tried: search.states[0].tables.reduce(0) { $0 + $1.columns.count })
  }

  private static func name(_ column: Int, _ table: Int, _ search: ListSearch) -> String {
    let table = search.states[0].tables[table]
    return "\(table.name).\(table.columns[column].name)"
  }
}
