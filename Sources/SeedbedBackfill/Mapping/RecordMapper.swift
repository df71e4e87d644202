import SeedbedCore
import SeedbedFormats

/// Makes source records into rows of the target, bytes to bytes where the source is flat.
struct RecordMapper {
  /// A field that does not fit its column.
  struct Failure: Error {
    let column: String
    let code: String
    let message: String
  }

  enum Origin: Sendable {
    case key
    case constant(Value)
    case sum([Origin])
    case field(Int)
    case path([String])
    case fields([(name: String, index: Int)])
    case record
    case members([(name: String, path: [String])])

    /// Whether it is part of a tree.
    var isInside: Bool {
      switch self {
      case .path, .members: true
      case .sum(let terms): terms.contains(where: \.isInside)
      case .key, .constant, .field, .fields, .record: false
      }
    }
  }

  /// How one column is filled; an object, since so large a value would be copied for every field.
  final class Column {
    let name: String
    let type: ColumnType
    let isNullable: Bool
    let origin: Origin
    /// Of its mapping among all: its field is likely there in a record, which often has that order.
    let place: Int
    let format: TimestampFormat?
    /// Whether the format leaves the zone open.
    let assumesUTC: Bool
    let zone: BackfillSpecification.Zone?
    let truncatesFraction: Bool
    let nullTexts: [[UInt8]]
    let words: [[UInt8]: [UInt8]]
    /// nil where the column's type is all that is asked.
    let rules: ValueRules?
    let fallback: Value?
    /// Whether an empty field is no value: it is no number, time or JSON, but it may be a text.
    let lacksEmpty: Bool
    /// Whether a string of the source is no value of the column.
    let refusesStrings: Bool
    /// Whether a bare day of an OFX file is its midnight in UTC.
    let takesBareDays: Bool
    /// Whether values have a class of SQLite, which a message names.
    let hasStorageClass: Bool

    /// A column that is made from the key of a record.
    init(key column: CollectionSchema.Column) {
      (name, type, isNullable) = (column.name, column.type, column.isNullable)
      (origin, place) = (.key, 0)
      (format, assumesUTC, zone, truncatesFraction) = (nil, false, nil, false)
      (nullTexts, words, rules, fallback, lacksEmpty) = ([], [:], nil, nil, false)
      refusesStrings = false
      (takesBareDays, hasStorageClass) = (false, false)
    }

    init(
      _ column: CollectionSchema.Column, _ mapping: BackfillSpecification.ColumnMapping,
      of source: SourceFormat, at place: Int, _ fields: inout SourceFields
    ) throws {
      let tellsStrings = source.tellsStrings
      let mapping = mapping.marked(for: column.type, of: source)
      (name, type, isNullable) = (column.name, column.type, column.isNullable)
      self.place = place
      origin = try fields.origin(of: mapping, for: column.type)
      self.format = mapping.format
      assumesUTC = mapping.format.map { !$0.holdsZone } ?? false
      zone = mapping.zone
      truncatesFraction = mapping.truncatesFraction
      nullTexts = mapping.nullTexts.map { Array($0.utf8) }
      words = Dictionary(
        mapping.words.map { (Array($0.key.utf8), Array($0.value.utf8)) }, uniquingKeysWith: { $1 })
      rules = try ValueRules(mapping, of: column.type, fields: &fields)
      fallback = try mapping.defaultText.map { try column.type.value(of: $0) }
      lacksEmpty =
        mapping.defaultText != nil || !tellsStrings && !column.type.holdsEmptyText
      refusesStrings =
        tellsStrings && column.type.isStrictInJSON && !mapping.isWrittenAsText
        && mapping.marks == nil
      takesBareDays =
        source == .ofx
        && (column.type == .timestamp && mapping.format == nil || mapping.format == .iso8601)
      hasStorageClass = source == .sqlite
    }
  }

  let name: String
  let maskKey: MaskKey?
  private let isKeyMasked: Bool
  /// Whether messages may show what was found.
  let showsValues: Bool
  let keyFields: [Origin]?
  let columns: [Column]
  /// Fields of a flat source that no mapping reads.
  let unmappedFields: [String]
  /// Of a tree: paths of which some record must have each.
  let paths: [RecordPath.Wanted]
  /// Whether fields are looked for in records, which then have to be objects.
  let looksInside: Bool

  /// `names`: the reader's flat fields; empty when records carry a tree.
  ///
  /// - Throws: `Diagnostics` for every field the source does not have.
  init(for plan: BackfillPlan, names: [String]) throws {
    let specification = plan.specification
    var fields = SourceFields(names: names)
    columns = try plan.columns.map { column in
      guard let place = specification.columns.firstIndex(where: { $0.column == column.name }) else {
        return Column(key: column)
      }
      return try Column(
        column, specification.columns[place], of: specification.source.format, at: place, &fields)
    }
    if case .fields(let names) = specification.key {
      let nodes = specification.node["key"]?["fields"]?.items ?? []
      fields.want(names, at: specification.node["key"] ?? specification.node)
      keyFields = names.enumerated().map { place, name in
        fields.origin(
          of: name, at: nodes.indices.contains(place) ? nodes[place] : specification.node,
          isOptional: true)
      }
    } else {
      keyFields = nil
    }
    name = specification.name
    maskKey = plan.maskKey
    isKeyMasked = specification.isKeyMasked
    showsValues = specification.keepsRaw
    unmappedFields = fields.unused
    paths = fields.paths
    looksInside = columns.contains { $0.origin.isInside } || keyFields != nil
    try fields.problems.throwIfAny()
  }

  /// The key text of a record: made from its place, or from its key fields.
  func key(of record: SourceRecord, in file: SourceFile) throws(TypingProblem) -> String {
    guard let keyFields else {
      return Checksum.identifier(for: "\(name)\u{1F}\(file.name)\u{1F}\(record.number)")
    }
    let parts = keyFields.map { text(of: $0, in: record) }
    guard parts.contains(where: { !$0.isEmpty }) else {
      throw TypingProblem(code: "key.missing", message: "the record has none of its key fields")
    }
    let identity = ([name] + parts).joined(separator: "\u{1F}")
    if isKeyMasked, let maskKey { return maskKey.pseudonym(of: identity.utf8, in: "key") }
    return Checksum.identifier(for: identity)
  }

  /// The text of a field; empty where the record has none.
  func text(of origin: Origin, in record: SourceRecord) -> String {
    switch origin {
    case .field(let index): record.fields.text(of: index)
    case .path(let path): record.json.flatMap { text(of: $0.found(path)) } ?? ""
    case .key, .constant, .sum, .fields, .record, .members: ""
    }
  }

  private func text(of value: JSONValue?) -> String? {
    switch value {
    case nil, .null?: nil
    case .string(let text)?: text
    case .some(let value): JSONWriter.text(value, pretty: false)
    }
  }
}

extension ColumnType {
  /// Whether an empty text is a value of the type.
  var holdsEmptyText: Bool {
    switch self {
    case .text, .bytes: true
    case .id, .int, .bigint, .bool, .float, .decimal, .date, .time, .timestamp, .uuid, .json,
      .enumeration:
      false
    }
  }

  /// Whether JSON has values of the type that are no strings.
  var isStrictInJSON: Bool { isNumber || self == .bool }
}

extension BackfillSpecification.ColumnMapping {
  /// The mapping with the marks that the numbers of an OFX file may have, where it names none.
  fileprivate func marked(for type: ColumnType, of source: SourceFormat) -> Self {
    guard source == .ofx, marks == nil, type.isNumber else { return self }
    switch origin {
    case .field, .sum:
      var marked = self
      marked.marks = .pointOrComma
      return marked
    case .constant, .fields, .wholeRecord: return self
    }
  }
}
