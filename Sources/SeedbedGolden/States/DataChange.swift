import SeedbedCore
import SeedbedStore

/// How one collection differs before and after a request.
struct DataChange: Sendable, Hashable {
  let collection: String
  var added = 0
  var removed = 0
  var changed = 0
  /// The rows that are new or have other values, by column.
  var rows: [[String: String]] = []

  /// Every collection that differs, in alphabetical order.
  static func changes(from before: ProofData, to after: ProofData) -> [DataChange] {
    let old = Dictionary(before.collections.map { ($0.schema.name, $0.rows) }) { $1 }
    let new = after.collections.filter { old[$0.schema.name] == nil }
    return (after.aligned(with: before).collections + new).compactMap { collection in
      let rows = old[collection.schema.name] ?? []
      if rows == collection.rows { return nil }
      let change = DataChange(collection, from: rows)
      return change.counts == [0, 0, 0] ? nil : change
    }.sorted { $0.collection < $1.collection }
  }

  private init(_ collection: ProofData.Collection, from old: [[Value]]) {
    self.collection = collection.schema.name
    let columns = collection.schema.columns
    let keys = columns.indices.filter { columns[$0].isPrimaryKey }
    let places = keys.isEmpty ? Array(columns.indices) : keys
    func key(_ row: [Value]) -> [Value] { places.map { row[$0] } }
    var before: [[Value]: [[Value]]] = [:]
    for row in old.map(Self.comparable) { before[key(row), default: []].append(row) }
    for row in collection.rows.map(Self.comparable) {
      let same = before[key(row)]?.popLast()
      if same == row { continue }
      if same == nil { added += 1 } else { changed += 1 }
      rows.append(Dictionary(zip(columns.map(\.name), row.map(\.description))) { $1 })
    }
    removed = before.values.reduce(0) { $0 + $1.count }
  }

  /// NaN is the same as NaN.
  private static func comparable(_ row: [Value]) -> [Value] {
    row.map { if case .float(let number) = $0, number.isNaN { .text("NaN") } else { $0 } }
  }

  /// What is not as an effect declares it, a sentence each.
  static func problems(
    _ changes: [DataChange], expected: [ExpectedChange], _ inputs: Inputs
  ) throws -> [String] {
    var problems: [String] = []
    for change in changes where !expected.contains(where: { $0.collection == change.collection }) {
      problems.append("\(change.collection) is to stay as it is, and \(change.phrase)")
    }
    for expectation in expected {
      let change =
        changes.first { $0.collection == expectation.collection }
        ?? DataChange(collection: expectation.collection)
      if change.counts != expectation.counts {
        problems.append(
          "\(change.collection): \(change.phrase), and \(phrase(expectation.counts)) was expected")
      }
      let wanted = try expectation.holds.map { ($0.name, try inputs.text(of: $0.value)) }
      if !wanted.isEmpty,
        !change.rows.contains(where: { row in
          wanted.allSatisfy { row[$0] == $1 }
        })
      {
        let words = wanted.map { "\($0) \($1)" }.joined(separator: ", ")
        problems.append("\(change.collection): no row that is new or changed holds \(words)")
      }
    }
    return problems
  }

  private init(collection: String) {
    self.collection = collection
  }

  /// Both changes, without their rows.
  func adding(_ other: DataChange) -> DataChange {
    var sum = DataChange(collection: collection)
    sum.added = added + other.added
    sum.removed = removed + other.removed
    sum.changed = changed + other.changed
    return sum
  }

  private var counts: [Int] { [added, removed, changed] }
  var phrase: String { Self.phrase(counts) }

  /// `1 row added, 2 rows changed`.
  private static func phrase(_ counts: [Int]) -> String {
    let words = zip(counts, ["added", "removed", "changed"]).filter { $0.0 > 0 }
      .map { "\($0) \($0 == 1 ? "row" : "rows") \($1)" }
    return words.isEmpty ? "nothing changed" : words.joined(separator: ", ")
  }
}

extension ExpectedChange {
  fileprivate var counts: [Int] { [added, removed, changed] }
}
