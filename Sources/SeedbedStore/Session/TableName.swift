/// A table, by its schema where that is another than the one that statements without a schema mean.
package struct TableName: Sendable, Hashable {
  /// What the names of this product's own tables begin with, and users' may not.
  package static let ownPrefix = "seedbed_"

  package let schema: String?
  package let name: String

  package init(schema: String? = nil, name: String) {
    self.schema = schema
    self.name = name
  }

  /// As SQL names it.
  var sql: String {
    (schema.map { SQLText.identifier($0) + "." } ?? "") + SQLText.identifier(name)
  }
}

extension TableName: CustomStringConvertible {
  /// As messages name it.
  package var description: String { (schema.map { $0 + "." } ?? "") + name }
}
