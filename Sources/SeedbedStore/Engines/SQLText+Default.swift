package import SeedbedCore

extension SQLText {
  /// A value, or the time of a statement, as an engine writes it.
  package static func expression(
    _ value: CollectionSchema.Default, on engine: StoreEngine
  ) -> String {
    switch engine {
    case .sqlite: SQLiteDefault.text(of: value)
    case .postgres: PostgresDefault.text(of: value)
    }
  }
}
