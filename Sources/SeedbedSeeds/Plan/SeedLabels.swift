import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// The rows that labels stand for.
struct SeedLabels {
  private let rows: [SeedRow]
  private let numbers: SeedNumbers
  /// Where each label's row is among all, and its place among those of its collection, from 1.
  private var places: [String: [String: (row: Int, place: Int)]] = [:]

  init(
    of rows: [SeedRow], numbers: SeedNumbers, schema: Schema, _ problems: inout Diagnostics
  ) {
    self.rows = rows
    self.numbers = numbers
    for (index, row) in rows.enumerated() {
      if places[row.collection] == nil, schema[row.collection] == nil {
        problems.add(Self.unknown(row.collection, at: row.node, in: schema))
      }
      let place = (places[row.collection]?.count ?? 0) + 1
      let other = places[row.collection, default: [:]].updateValue(
        (index, place), forKey: row.label)
      guard let other else { continue }
      let location = rows[other.row].node.location
      if location != row.node.location {
        problems.add(
          row.node.diagnostic(
            .seedLabel, "the label '\(row.label)' is already at \(location)"))
      }
    }
  }

  func row(_ label: String, in collection: String) -> SeedRow? {
    places[collection]?[label].map { rows[$0.row] }
  }

  /// The number a row has for its key.
  func number(of row: SeedRow) -> Int64 {
    let place = places[row.collection]?[row.label]?.place ?? 0
    return numbers.number(of: row.label, in: row.collection, at: place)
  }

  /// The labels of a collection in alphabetical order.
  func labels(in collection: String) -> [String] {
    (places[collection] ?? [:]).keys.sorted()
  }

  static func unknown(_ collection: String, at node: YAMLNode, in schema: Schema) -> Diagnostic {
    node.diagnostic(
      .seedCollection,
      "there is no collection '\(collection)'"
        + Suggestion.phrase(for: collection, among: schema.names),
      help: "collections come from the migrations")
  }
}

extension Diagnostic.Code {
  /// A collection the migrations do not create.
  static let seedCollection = Self("seed.collection", .invalidFile)
}
