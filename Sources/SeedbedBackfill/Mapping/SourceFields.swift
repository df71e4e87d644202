import SeedbedCore
import SeedbedFormats

/// The fields of a source, which of them are read, and which are asked for and not there.
struct SourceFields {
  /// Empty when records carry a tree, which has whatever it has.
  let names: [String]
  private let places: [String: Int]
  private var used: Set<String> = []
  private var isSeparatorNamed = false
  private(set) var problems = Diagnostics()
  /// Of a tree: paths of which some record must have each, and what asks for it.
  private(set) var paths: [RecordPath.Wanted] = []

  init(names: [String]) {
    self.names = names
    places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  private var isFlat: Bool { !names.isEmpty }

  /// Fields that nothing reads, in the order of the source.
  var unused: [String] { names.filter { !used.contains($0) } }

  /// Where the value of a column comes from.
  mutating func origin(
    of mapping: BackfillSpecification.ColumnMapping, for type: ColumnType
  ) throws -> RecordMapper.Origin {
    switch mapping.origin {
    case .field(let field):
      return origin(of: field, at: mapping.node, isOptional: mapping.isOptional)
    case .constant(let text): return .constant(try type.value(of: text))
    case .sum(let fields): return .sum(origins(of: fields, at: mapping.node))
    case .wholeRecord:
      used.formUnion(names)
      return isFlat ? .fields(names.enumerated().map { ($1, $0) }) : .record
    case .fields(let fields):
      guard isFlat else {
        want(fields, at: mapping.node)
        return .members(fields.map { ($0, RecordPath.parts(of: $0)) })
      }
      return .fields(
        fields.compactMap { field in
          guard case .field(let index) = origin(of: field, at: mapping.node) else { return nil }
          return (field, index)
        })
    }
  }

  /// Where fields lie of which a record may lack some.
  mutating func origins(of fields: [String], at node: YAMLNode) -> [RecordMapper.Origin] {
    want(fields, at: node)
    return fields.map { origin(of: $0, at: node, isOptional: true) }
  }

  /// Asks that some record of a tree has one of the fields.
  mutating func want(_ fields: [String], at node: YAMLNode) {
    if isFlat { return }
    paths.append(.init(names: fields, node: node))
  }

  /// Where one field lies; `node` is what asks for it.
  mutating func origin(
    of field: String, at node: YAMLNode, isOptional: Bool = false
  ) -> RecordMapper.Origin {
    guard isFlat else {
      let path = RecordPath.parts(of: field)
      if !isOptional { want([field], at: node) }
      return .path(path)
    }
    used.insert(field)
    if let index = places[field] { return .field(index) }
    if let separator = otherSeparator(having: field) {
      // It is the reason of every field that is not found.
      if !isSeparatorNamed { problems.add(Self.problem(with: separator, at: node)) }
      isSeparatorNamed = true
      return .constant(.null)
    }
    problems.add(
      node.diagnostic(
        .backfillField,
        "the source has no field '\(field)'\(Suggestion.phrase(for: field, among: names))",
        help: "fields: \(names.joined(separator: ", "))"))
    return .constant(.null)
  }

  /// What stands between the fields of a file that was read as having one, when `field` is among them.
  private func otherSeparator(having field: String) -> Character? {
    guard names.count == 1, let line = names.first else { return nil }
    return [";", "\t", "|", ","].first { separator in
      let parts = line.split(separator: separator, omittingEmptySubsequences: false)
      return parts.count > 1
        && parts.contains { $0 == field || $0 == "\"\(field)\"" }
    }
  }

  private static func problem(with separator: Character, at node: YAMLNode) -> Diagnostic {
    let shown = separator == "\t" ? "\\t" : String(separator)
    return node.diagnostic(
      .backfillField, "the fields of the source are separated by '\(shown)'",
      help: "write 'dialect: {delimiter: \"\(shown)\"}' under 'source:'")
  }
}

extension Diagnostic.Code {
  /// A field the source does not have.
  static let backfillField = Self("backfill.field", .invalidFile)
}
