import SeedbedCore
import SeedbedFormats

/// The fields of a source, which of them are read, and which are asked for and not there.
struct SourceFields {
  /// Empty when records carry a tree, which has whatever it has.
  let names: [String]
  private var used: Set<String> = []
  private(set) var problems = Diagnostics()

  init(names: [String]) {
    self.names = names
  }

  private var isFlat: Bool { !names.isEmpty }

  /// Fields that nothing reads, in the order of the source.
  var unused: [String] { names.filter { !used.contains($0) } }

  /// Where the value of a column comes from.
  mutating func origin(
    of mapping: BackfillSpecification.ColumnMapping, for type: ColumnType
  ) throws -> RecordMapper.Origin {
    switch mapping.origin {
    case .field(let field): return origin(of: field, at: mapping.node)
    case .constant(let text): return .constant(try type.value(of: text))
    case .sum(let fields): return .sum(fields.map { origin(of: $0, at: mapping.node) })
    case .wholeRecord:
      used.formUnion(names)
      return isFlat ? .fields(names.enumerated().map { ($1, $0) }) : .record
    case .fields(let fields):
      guard isFlat else { return .members(fields.map { ($0, Self.path($0)) }) }
      return .fields(
        fields.compactMap { field in
          guard case .field(let index) = origin(of: field, at: mapping.node) else { return nil }
          return (field, index)
        })
    }
  }

  /// Where one field lies; `node` is what asks for it.
  mutating func origin(of field: String, at node: YAMLNode) -> RecordMapper.Origin {
    guard isFlat else { return .path(Self.path(field)) }
    used.insert(field)
    if let index = names.firstIndex(of: field) { return .field(index) }
    problems.add(
      node.diagnostic(
        .backfillField,
        "the source has no field '\(field)'\(Suggestion.phrase(for: field, among: names))",
        help: "fields: \(names.joined(separator: ", "))"))
    return .constant(.null)
  }

  private static func path(_ field: String) -> [String] {
    field.split(separator: ".").map(String.init)
  }
}

extension Diagnostic.Code {
  /// A field the source does not have.
  static let backfillField = Self("backfill.field", .invalidFile)
}
