import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Makes what was written in rows into values of their columns.
struct SeedValues {
  let schema: Schema
  let labels: SeedLabels
  let context: SeedContext

  /// A column of a row, on the way from one row to another.
  struct Place: Hashable {
    let collection, label, column: String
  }

  /// Adds the value of a column, written or not, to a batch; on a throw the batch may have half a row.
  func append(
    _ column: CollectionSchema.Column, of row: SeedRow, to batch: inout RowBatch
  ) throws {
    if isLeftToDatabase(column, in: row) { return batch.appendNull() }
    // Most are plain text that needs no other row.
    guard column.references == nil, column.type != .json, !column.isZoneless,
      let field = row[column.name],
      field.number == nil, field.node.tag == nil, !field.node.isNull,
      try append(field.node, to: column, in: &batch)
    else { return batch.append(try value(of: column, in: row)) }
  }

  /// Whether nobody writes a column that the database makes up by itself.
  func isLeftToDatabase(_ column: CollectionSchema.Column, in row: SeedRow) -> Bool {
    if column.isGenerated { return true }
    guard !column.isPrimaryKey, row[column.name] == nil else { return false }
    return switch column.defaultValue {
    case .expression?: true
    case .value?, .now?: false
    case nil: column.type == .id
    }
  }

  /// - Returns: false for what is no single value.
  private func append(
    _ node: YAMLNode, to column: CollectionSchema.Column, in batch: inout RowBatch
  ) throws -> Bool {
    try checkPlain(column, at: node) { node.scalar }
    do throws(TypingProblem) {
      return try node.withScalar { text throws(TypingProblem) in
        try column.type.append(text.bytes, to: &batch)
      } != nil
    } catch {
      throw problem(error, of: column, at: node)
    }
  }

  /// The value of a column, written or not.
  ///
  /// `path`: the places that take their value from this one.
  func value(
    of column: CollectionSchema.Column, in row: SeedRow, from path: [Place] = []
  ) throws -> Value {
    let place = Place(collection: row.collection, label: row.label, column: column.name)
    guard !path.contains(place) else {
      throw row.node.diagnostic(
        .seedReference, "'\(column.name)' of '\(row.label)' takes its value from itself",
        help: "by way of: \(path.map { "\($0.label).\($0.column)" }.joined(separator: " → "))")
    }
    guard let field = row[column.name] else {
      return try unwritten(column, of: row, from: path + [place])
    }
    let node = field.node
    if let tag = node.tag {
      return try tagged(tag, field, for: column, in: row, from: path + [place])
    }
    if node.isNull { return try null(for: column, at: node) }
    if column.type == .json, node.scalar == nil || node.style == .plain {
      return .json(JSONWriter.text(field.json, pretty: false))
    }
    guard let text = field.text else {
      throw node.diagnostic(
        .seedValue, "'\(column.name)' is \(column.type), and this is no single value")
    }
    if let reference = column.references {
      return try self.reference(
        to: text, reference, for: column, at: node, from: path + [place])
    }
    try checkPlain(column, at: node) { text }
    return try typed(text, for: column, at: node)
  }

  /// A key comes from the label, other columns from their default.
  private func unwritten(
    _ column: CollectionSchema.Column, of row: SeedRow, from path: [Place]
  ) throws -> Value {
    if column.isPrimaryKey, schema[row.collection]?.primaryKey.count == 1 {
      return try key(column, of: row, from: path)
    }
    if isLeftToDatabase(column, in: row) {
      throw row.node.diagnostic(
        .seedMissing,
        "'\(column.name)' of '\(row.writtenLabel)' is made up by the database, so nothing can take it",
        help: "write it in the row")
    }
    switch column.defaultValue {
    case .value(let value)?: return value
    case .now?: return .timestamp(try clock(of: row, for: column, at: row.node))
    case nil where column.isNullable: return .null
    case .expression?, nil:
      throw row.node.diagnostic(
        .seedMissing,
        "'\(row.writtenLabel)' has no '\(column.name)', and \(row.collection) needs one",
        help: "write it in the row, or under 'defaults'")
    }
  }

  /// The label itself; for uuids an identifier made from it, for integers the place of the row.
  private func key(
    _ column: CollectionSchema.Column, of row: SeedRow, from path: [Place]
  ) throws -> Value {
    if let reference = column.references {
      return try self.reference(to: row.label, reference, for: column, at: row.node, from: path)
    }
    switch column.type {
    case .uuid: return .text(Checksum.identifier(for: "\(row.collection)/\(row.label)"))
    case .id, .int, .bigint: return .int(labels.number(of: row))
    case .text, .bool, .float, .decimal, .bytes, .date, .time, .timestamp, .json, .enumeration:
      return try typed(row.label, for: column, at: row.node)
    }
  }

  private func reference(
    to label: String, _ reference: CollectionSchema.Reference,
    for column: CollectionSchema.Column, at node: YAMLNode, from path: [Place]
  ) throws -> Value {
    let parent = try row(
      label, in: reference.collection, at: node,
      help: "'\(column.name)' refers to \(reference.collection) by label")
    return try taken(reference.column, of: parent, for: column, at: node, from: path)
  }

  func row(
    _ label: String, in collection: String, at node: YAMLNode, help: String? = nil
  ) throws -> SeedRow {
    if let row = labels.row(label, in: collection) { return row }
    guard schema[collection] != nil else {
      throw SeedLabels.unknown(collection, at: node, in: schema)
    }
    throw node.diagnostic(
      .seedReference,
      "no row of \(collection) has the label '\(label)'"
        + Suggestion.phrase(for: label, among: labels.labels(in: collection)), help: help)
  }

  /// What the column called `name` of another row holds, as a value of `column`.
  func taken(
    _ name: String, of row: SeedRow, for column: CollectionSchema.Column, at node: YAMLNode,
    from path: [Place]
  ) throws -> Value {
    let columns = schema[row.collection]?.columns ?? []
    guard let other = columns.first(where: { $0.name == name }) else {
      throw node.diagnostic(
        .seedColumn,
        "'\(name)' is not a column of \(row.collection)"
          + Suggestion.phrase(for: name, among: columns.map(\.name)))
    }
    let value = try self.value(of: other, in: row, from: path)
    if value.isNull { return try null(for: column, at: node) }
    if other.type == column.type { return value }
    if other.type == .bytes || column.type == .bytes {
      throw node.diagnostic(
        .seedValue, "'\(column.name)' is \(column.type), and '\(name)' is \(other.type)")
    }
    return try typed(value.description, for: column, at: node)
  }

  func typed(
    _ text: String, for column: CollectionSchema.Column, at node: YAMLNode
  ) throws -> Value {
    if column.isZoneless, let instant = TimestampFormat.iso8601Local.parse(text),
      instant.isWholeMicroseconds
    {
      return .timestamp(instant)
    }
    do throws(TypingProblem) {
      return try column.type.value(of: text)
    } catch {
      throw problem(error, of: column, at: node)
    }
  }

  /// A whole number is written in digits, as it is read: not 1e3, 1.0 or 007.
  private func checkPlain(
    _ column: CollectionSchema.Column, at node: YAMLNode, _ text: () -> String?
  ) throws {
    switch column.type {
    case .id, .int, .bigint: break
    case .text, .bool, .float, .decimal, .bytes, .date, .time, .timestamp, .uuid, .json,
      .enumeration:
      return
    }
    guard let text = text(), !text.isPlainWhole else { return }
    guard (try? column.type.value(of: text)) != nil else { return }
    throw node.diagnostic(
      .seedValue, "'\(column.name)': '\(text)' is not written as a whole number",
      help: "write the digits only, without an exponent, a fraction or zeros in front")
  }

  private func problem(
    _ problem: TypingProblem, of column: CollectionSchema.Column, at node: YAMLNode
  ) -> Diagnostic {
    node.diagnostic(.seedValue, "'\(column.name)': \(problem.message)")
  }

  func clock(
    of row: SeedRow, for column: CollectionSchema.Column, at node: YAMLNode
  ) throws -> Timestamp {
    if let clock = row.clock { return clock }
    throw node.diagnostic(
      .seedClock, "'\(column.name)' is a time from now, and the set has no clock",
      help: "write when now is, beside 'set': clock: 2026-01-15T12:00:00Z")
  }

  private func null(for column: CollectionSchema.Column, at node: YAMLNode) throws -> Value {
    if column.isNullable { return .null }
    throw node.diagnostic(
      .seedValue, "'\(column.name)' cannot be null", help: "quote it where the word is meant")
  }
}

extension String {
  /// Whether it is digits only, with at most a minus before them, and without zeros in front.
  fileprivate var isPlainWhole: Bool {
    let digits = utf8.first == UInt8(ascii: "-") ? utf8.dropFirst() : utf8[...]
    guard let first = digits.first else { return false }
    return digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      && (first != UInt8(ascii: "0") || digits.count == 1)
  }
}

extension Diagnostic.Code {
  /// A value that does not fit its column.
  static let seedValue = Self("seed.value", .invalidFile)
  /// A column without a value.
  static let seedMissing = Self("seed.missing", .invalidFile)
  /// A label no row has.
  static let seedReference = Self("seed.reference", .invalidFile)
  /// A time from now in a set without a clock.
  static let seedClock = Self("seed.clock", .invalidFile)
}
