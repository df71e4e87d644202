import SeedbedCore

/// Which rows an aggregate looks at: all conditions hold.
struct RowFilter: Sendable, Hashable {
  var terms: [Term] = []

  /// One condition on one column, by its place.
  enum Term: Sendable, Hashable {
    case isOneOf(Int, [Atom])
    case isNot(Int, Atom)
    case isNull(Int)
    case isPresent(Int)

    func holds(_ row: Int, _ table: ProofTable) -> Bool {
      switch self {
      case .isOneOf(let column, let atoms): atoms.contains(table.columns[column].atoms[row])
      case .isNot(let column, let atom):
        table.columns[column].atoms[row] != atom && table.columns[column].atoms[row] != .null
      case .isNull(let column): table.columns[column].atoms[row] == .null
      case .isPresent(let column): table.columns[column].atoms[row] != .null
      }
    }

    func phrase(_ table: ProofTable) -> String {
      switch self {
      case .isOneOf(let column, let atoms) where atoms.count == 1:
        "\(table.columns[column].name) = \(atoms[0])"
      case .isOneOf(let column, let atoms):
        "\(table.columns[column].name) in (\(atoms.map(\.description).joined(separator: ", ")))"
      case .isNot(let column, let atom): "\(table.columns[column].name) <> \(atom)"
      case .isNull(let column): "\(table.columns[column].name) is null"
      case .isPresent(let column): "\(table.columns[column].name) is not null"
      }
    }
  }

  func rows(of table: ProofTable) -> [Int] {
    rows(among: Array(0..<table.count), of: table)
  }

  func rows(among candidates: [Int], of table: ProofTable) -> [Int] {
    if terms.isEmpty { return candidates }
    return candidates.filter { row in terms.allSatisfy { $0.holds(row, table) } }
  }

  /// ` where status = 'paid' and currency = 'EUR'`, or nothing.
  func phrase(_ table: ProofTable) -> String {
    terms.isEmpty ? "" : " where " + terms.map { $0.phrase(table) }.joined(separator: " and ")
  }
}

/// One number, or one value, made of the rows of a collection.
enum Aggregate: Sendable, Hashable {
  case count
  /// How many values a column has, nulls aside.
  case distinct(Int)
  case sum(Int)
  case average(Int)
  case least(Int)
  case greatest(Int)
  /// The value all rows have in common.
  case common(Int)

  /// What SQL gives for these rows; an average is not rounded to less than ten digits.
  func value(of rows: [Int], in table: ProofTable) -> Atom {
    switch self {
    case .count: return .number(ExactDecimal(unscaled: Int128(rows.count), scale: 0))
    case .distinct(let place):
      let atoms = table.columns[place].atoms
      var seen = Set<Atom>()
      for row in rows where atoms[row] != .null { seen.insert(atoms[row]) }
      return .number(ExactDecimal(unscaled: Int128(seen.count), scale: 0))
    case .sum(let place):
      let column = table.columns[place]
      guard let total = Self.total(rows, column) else { return .null }
      return .number(ExactDecimal(unscaled: total.sum, scale: column.scale))
    case .average(let place):
      let column = table.columns[place]
      guard let total = Self.total(rows, column) else { return .null }
      let extra = 10
      let scaled = total.sum * 10_000_000_000 / Int128(total.count)
      return .number(ExactDecimal(unscaled: scaled, scale: column.scale + extra))
    case .least(let place): return Self.extreme(rows, table.columns[place], <)
    case .greatest(let place): return Self.extreme(rows, table.columns[place], >)
    case .common(let place):
      let atoms = table.columns[place].atoms
      guard let first = rows.first, rows.allSatisfy({ atoms[$0] == atoms[first] }) else {
        return .null
      }
      return atoms[first]
    }
  }

  /// What can be made of the columns of `table`, simplest first.
  static func all(of table: ProofTable) -> [Aggregate] {
    var found: [Aggregate] = [.count]
    for (place, column) in table.columns.enumerated() {
      switch column.measure {
      case .none: found.append(.distinct(place))
      case .number: found += [.sum(place), .least(place), .greatest(place), .average(place)]
      case .time: found += [.least(place), .greatest(place)]
      }
    }
    return found
  }

  /// What gives values of one kind; a count is the simplest of all.
  var family: Int {
    switch self {
    case .count: 0
    case .distinct: 1
    case .sum, .least, .greatest, .common, .average: 2
    }
  }

  func phrase(_ table: ProofTable) -> String {
    switch self {
    case .count: "count of \(table.name)"
    case .distinct(let place): "count of different \(table.name).\(table.columns[place].name)"
    case .sum(let place): "sum of \(table.name).\(table.columns[place].name)"
    case .average(let place): "average of \(table.name).\(table.columns[place].name)"
    case .least(let place): "least \(table.name).\(table.columns[place].name)"
    case .greatest(let place): "greatest \(table.name).\(table.columns[place].name)"
    case .common(let place): "\(table.name).\(table.columns[place].name)"
    }
  }

  /// nil when there is nothing to add.
  private static func total(
    _ rows: [Int], _ column: ProofColumn
  ) -> (sum: Int128, count: Int)? {
    var sum: Int64 = 0
    var wide: Int128 = 0
    var count = 0
    for row in rows {
      guard let amount = column.amounts[row] else { continue }
      count += 1
      let (next, overflows) = sum.addingReportingOverflow(amount)
      if overflows {
        wide += Int128(sum)
        sum = amount
      } else {
        sum = next
      }
    }
    return count == 0 ? nil : (wide + Int128(sum), count)
  }

  private static func extreme(
    _ rows: [Int], _ column: ProofColumn, _ isBetter: (Int64, Int64) -> Bool
  ) -> Atom {
    var best: Int64?
    for row in rows {
      guard let amount = column.amounts[row] else { continue }
      if best.map({ isBetter(amount, $0) }) ?? true { best = amount }
    }
    guard let best else { return .null }
    return column.measure == .time
      ? .time(best) : .number(ExactDecimal(unscaled: Int128(best), scale: column.scale))
  }
}

extension ProofColumn {
  /// The fraction digits of the amounts.
  fileprivate var scale: Int {
    switch measure {
    case .number(let scale): scale
    case .none, .time: 0
    }
  }
}

extension Atom {
  /// Whether an answer may show `value`, made by `aggregate`, as this atom.
  ///
  /// Nothing to add is null or 0; an average or ratio is rounded to the digits the answer shows.
  func shows(_ value: Atom, of aggregate: Aggregate) -> Bool {
    if self == value { return true }
    switch aggregate {
    case .sum, .average: if value == .null { return isNothing }
    case .count, .distinct, .least, .greatest, .common: return false
    }
    guard case .average = aggregate, case .number(let shown) = self, case .number(let exact) = value
    else { return false }
    return shown.isRounding(of: exact)
  }
}

extension ExactDecimal {
  /// Whether this is `exact` rounded, or cut off, at the digits it has.
  func isRounding(of exact: ExactDecimal) -> Bool {
    let digits = max(scale, exact.scale)
    guard let here = rescaled(to: digits), let there = exact.rescaled(to: digits),
      let unit = ExactDecimal(unscaled: 1, scale: scale).rescaled(to: digits)
    else { return false }
    // Ten digits and more come from binary64, whose last digits are its own.
    let bound = scale >= 10 ? unit.unscaled * 1000 : unit.unscaled
    return (here.unscaled - there.unscaled).magnitude < bound.magnitude
  }
}
