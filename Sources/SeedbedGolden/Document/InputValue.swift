package import SeedbedCore
package import SeedbedFormats

/// Where a value of a request comes from.
package enum InputValue: Sendable {
  /// Text in which `${NAME}` is a captured value or a variable of the environment.
  case text(Template)
  /// A column of a row in the database: the one whose key a seed made from the label, or whose `id` it is.
  case row(RowReference)
  /// A variable of the environment.
  case environment(String, at: Location)
}

/// `!where {user_sessions: demo, take: session_id}`: one column of one labelled row.
package struct RowReference: Sendable, Hashable {
  package let collection: String
  package let label: String
  /// `id` unless said otherwise.
  package let column: String
  package let location: Location
}

extension InputValue {
  static let shape = Shape.tagged(["!where", "!env"], .text)

  init(_ node: YAMLNode) throws {
    switch node.tag {
    case "!where": self = .row(try RowReference(node))
    case "!env":
      guard let name = node.scalar, !name.isEmpty else {
        throw node.diagnostic(.goldenFile, "!env takes the name of a variable: !env API_TOKEN")
      }
      self = .environment(name, at: node.location)
    default: self = .text(try Template(node))
    }
  }

  /// The row it comes from.
  var row: RowReference? {
    if case .row(let reference) = self { reference } else { nil }
  }

  /// The names of captured values in it, among those of variables.
  var names: [String] {
    if case .text(let template) = self { template.names } else { [] }
  }
}

extension RowReference {
  fileprivate init(_ node: YAMLNode) throws {
    let entries = node.entries ?? []
    let rows = entries.filter { $0.name != "take" }
    guard rows.count == 1, let label = rows[0].value.scalar, !label.isEmpty else {
      throw node.diagnostic(
        .goldenFile, "!where names one row", help: "write !where {collection: label, take: column}")
    }
    let column = entries.first { $0.name == "take" }?.value
    guard column.map({ $0.scalar?.isEmpty == false }) ?? true else {
      throw (column ?? node).diagnostic(.goldenFile, "'take' is the name of a column")
    }
    self.init(
      collection: rows[0].name, label: label, column: column?.scalar ?? "id",
      location: node.location)
  }
}
