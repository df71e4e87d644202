package import SeedbedCore
import SeedbedFormats

/// What asking is expected to change in one collection; every other collection stays as it is.
package struct ExpectedChange: Sendable {
  package let collection: String
  package let added: Int
  package let removed: Int
  package let changed: Int
  /// What one of the rows that were added or changed holds, by column.
  package let holds: [RequestDefinition.Field]
  package let location: Location

  static let shape = Shape.record(
    RecordShape(
      "change", about: "What asking changes in one collection",
      [
        .init("added", .integer, about: "how many rows are new; 0 when not given"),
        .init("removed", .integer, about: "how many rows are gone"),
        .init("changed", .integer, about: "how many rows have other values"),
        .init(
          "holds", .dictionary(of: InputValue.shape),
          about: "what a row that is new or changed holds, by column"),
      ]))

  /// Takes one entry of `changes` whose shape was checked.
  init(_ entry: YAMLEntry) throws {
    let node = entry.value
    collection = entry.name
    added = Int(node["added"]?.integer ?? 0)
    removed = Int(node["removed"]?.integer ?? 0)
    changed = Int(node["changed"]?.integer ?? 0)
    holds = try (node["holds"]?.entries ?? []).map {
      .init(name: $0.name, value: try InputValue($0.value))
    }
    location = entry.key.location
    guard added >= 0, removed >= 0, changed >= 0, added + removed + changed > 0 else {
      throw entry.key.diagnostic(
        .goldenFile, "'\(entry.name)' is listed, and nothing of it changes",
        help: "write how many rows are added, removed or changed")
    }
  }
}
