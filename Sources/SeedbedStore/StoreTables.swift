public import SeedbedCore

/// The store's own collections: their names start with `seedbed_`, and users' may not.
public enum StoreTables {
  public static let prefix = "seedbed_"

  /// Facts about the database itself, by name.
  static let facts = CollectionSchema(
    name: "seedbed_facts",
    columns: [
      .init(name: "name", type: .text, isPrimaryKey: true),
      .init(name: "value", type: .text),
    ])
}

extension StoreSession {
  /// Creates one of the store's own collections when it is not there.
  public func ensure(_ schema: CollectionSchema) throws {
    if try self.schema(of: schema.name) == nil { try apply(.createCollection(schema)) }
  }

  /// Whether a collection, the store's own included, exists.
  public func hasCollection(_ name: String) throws -> Bool {
    try schema(of: name) != nil
  }
}
