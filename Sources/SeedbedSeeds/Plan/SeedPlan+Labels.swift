import SeedbedCore

extension SeedPlan {
  /// The key of the row of a collection that has this label; nil if the set has none.
  package func key(of label: String, in collection: String) -> String? {
    loads.first { $0.schema.name == collection }?.rows.first { $0.row.label == label }?.key
  }
}
