import SeedbedCore
import SeedbedFormats

/// One labelled record: its columns as they were written.
struct SeedRow: Sendable {
  let collection: String
  let label: String
  /// Later ones were written closer to the row, and win.
  let layers: [Layer]
  let clock: Timestamp?
  /// Where the label was written; for a range of labels, the range.
  let node: YAMLNode

  /// The label as it was written, so that a problem of a range is told once.
  var writtenLabel: String { node.scalar ?? label }

  subscript(column: String) -> Field? {
    for layer in layers.reversed() {
      if let entry = layer.columns.entry(column) { return Field(entry, number: layer.number) }
    }
    return nil
  }

  /// Columns that were written in one place: the defaults, a row that is like this one, or the row itself.
  struct Layer: Sendable {
    /// Columns and their values; null when nothing is written.
    let columns: YAMLNode
    /// What `{n}` stands for, in a row made from a range of labels.
    let number: Int?
    let isDefault: Bool

    /// What is written there and is none of `known`.
    func unknown(to known: [CollectionSchema.Column]) -> [YAMLEntry] {
      let isLike = !isDefault && columns.entry("$like") != nil
      let found = known.count { columns.entry($0.name) != nil } + (isLike ? 1 : 0)
      if found == columns.count { return [] }
      return (columns.entries ?? []).filter { entry in
        let name = entry.name
        // By their bytes, as entries are found.
        return !(isLike && name == "$like")
          && !known.contains { $0.name.utf8.elementsEqual(name.utf8) }
      }
    }
  }

  /// One column as it was written.
  struct Field: Sendable {
    let key: YAMLNode
    let node: YAMLNode
    /// What `{n}` stands for, in a row made from a range of labels.
    let number: Int?

    init(_ entry: YAMLEntry, number: Int?) {
      key = entry.key
      node = entry.value
      self.number = number
    }

    /// The text of a scalar, nil for others.
    var text: String? { node.scalar.map(numbered) }

    /// The tree as JSON.
    var json: JSONValue { numbered(JSONValue(node)) }

    func numbered(_ text: String) -> String {
      number.map { text.replacing("{n}", with: String($0)) } ?? text
    }

    private func numbered(_ value: JSONValue) -> JSONValue {
      switch value {
      case .string(let text): .string(numbered(text))
      case .array(let elements): .array(elements.map(numbered))
      case .object(let object):
        .object(JSONObject(object.members.map { ($0.name, numbered($0.value)) }))
      case .null, .bool, .number: value
      }
    }
  }
}
