import SeedbedCore
import SeedbedFormats
import SeedbedStore

extension SeedValues {
  /// The value a tag such as `!now` stands for.
  func tagged(
    _ tag: String, _ field: SeedRow.Field, for column: CollectionSchema.Column, in row: SeedRow,
    from path: [Place]
  ) throws -> Value {
    if tag == "!where" { return try found(field, for: column, from: path) }
    guard let text = field.text else {
      throw field.node.diagnostic(.seedValue, "\(tag) takes a single value")
    }
    switch tag {
    case "!now": return try now(text, for: column, in: row, at: field.node)
    case "!env": return try environment(text, for: column, at: field.node)
    case "!file":
      let bytes = try SeedFile(text, at: field.node, in: context.folder).bytes
      if column.type == .bytes { return .bytes(bytes) }
      guard let content = String(validating: bytes, as: UTF8.self) else {
        throw field.node.diagnostic(
          .seedValue, "'\(text)' is not UTF-8 text, and '\(column.name)' is \(column.type)")
      }
      return try typed(content, for: column, at: field.node)
    case let other:
      throw field.node.diagnostic(.seedValue, "'\(other)' means nothing in a seed")
    }
  }

  private func now(
    _ text: String, for column: CollectionSchema.Column, in row: SeedRow, at node: YAMLNode
  ) throws -> Value {
    guard let offset = TimeOffset(text) else {
      throw node.diagnostic(
        .seedValue, "'\(text)' is not an offset",
        help: "write !now, or !now with a sign, numbers and s, m, h, d or w: !now -1d")
    }
    let instant = try clock(of: row, for: column, at: node).adding(seconds: offset.seconds)
    switch column.type {
    case .timestamp: return .timestamp(instant)
    case .date: return .text(String(instant.description.prefix(10)))
    case .id, .int, .bigint, .text, .bool, .float, .decimal, .bytes, .time, .uuid, .json,
      .enumeration:
      throw node.diagnostic(.seedValue, "'\(column.name)' is \(column.type), and !now is a time")
    }
  }

  /// A variable may be a secret: no message shows its value.
  private func environment(
    _ name: String, for column: CollectionSchema.Column, at node: YAMLNode
  ) throws -> Value {
    guard let text = context.environment[name] else {
      throw node.diagnostic(.seedValue, "the environment variable '\(name)' is not set")
    }
    do throws(TypingProblem) {
      return try column.type.value(of: text)
    } catch {
      throw node.diagnostic(
        .seedValue,
        "the environment variable '\(name)' does not fit '\(column.name)', which is \(column.type)")
    }
  }

  /// The column of another row: `!where {accounts: ada, take: email}`; its key when none is named.
  private func found(
    _ field: SeedRow.Field, for column: CollectionSchema.Column, from path: [Place]
  ) throws -> Value {
    let node = field.node
    let entries = node.entries ?? []
    let take = node["take"]
    guard let place = entries.first(where: { $0.name != "take" }), let label = place.value.text,
      entries.count == (take == nil ? 1 : 2), take == nil || take?.text != nil
    else {
      throw node.diagnostic(
        .seedValue,
        "!where names a row, and may name a column: !where {accounts: ada, take: email}")
    }
    guard let collection = schema[place.name] else {
      throw SeedLabels.unknown(place.name, at: place.key, in: schema)
    }
    let other = try row(field.numbered(label), in: place.name, at: place.value)
    let name = take?.text ?? collection.primaryKey.first?.name ?? ""
    return try taken(name, of: other, for: column, at: take ?? place.value, from: path)
  }
}
