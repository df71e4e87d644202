import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// The rows of seeds whose keys were made from their labels: `@orders.first` stands for such a key in a golden.
///
/// A text that begins with `@` is kept with another `@` before it.
struct RowLabels: Sendable {
  /// Where there is no database, or no seed made a key.
  static let none = RowLabels()

  /// What a reference stands for.
  private var keys: [String: JSONValue] = [:]
  /// References by the text of a key that is the same nowhere else, such as a UUID.
  private var texts: [String: String] = [:]
  private var numbers = NumberedRows()

  private init() {}

  /// Reads what seeds made, and which columns lead there.
  init(of session: any StoreSession) throws {
    var columns: [String: CollectionSchema.Column] = [:]
    let schemas = try session.collectionNames().compactMap { try session.schema(of: $0) }
    for schema in schemas where schema.primaryKey.count == 1 {
      columns[schema.name] = schema.primaryKey.first
    }
    try SeedRows.forEachLabel(in: session) { collection, key, label in
      guard let column = columns[collection] else { return }
      let reference = "@\(collection).\(label)"
      if column.type == .uuid {
        keys[reference] = .string(key)
        texts[key] = reference
      } else if let number = Int64(key) {
        keys[reference] = .number(JSONNumber(number))
        numbers.add(number, of: collection, key: column.name, reference: reference)
      }
    }
    numbers.addReferences(of: schemas)
  }

  /// An answer as a golden keeps it: references for keys, and texts that cannot be taken for one.
  ///
  /// `reads`: the collections the answer comes from, where that is declared.
  func marked(
    _ value: JSONValue, reads: [String], at path: [JSONPathComponent] = []
  ) -> JSONValue {
    switch value {
    case .array(let elements):
      .array(elements.enumerated().map { marked($1, reads: reads, at: path + [.index($0)]) })
    case .object(let object):
      .object(
        JSONObject(
          object.members.map {
            ($0.name, marked($0.value, reads: reads, at: path + [.name($0.name)]))
          }))
    case .string(let text):
      .string(
        reference(to: value, at: path, reads: reads) ?? (text.hasPrefix("@") ? "@\(text)" : text))
    case .number:
      reference(to: value, at: path, reads: reads).map { .string($0) } ?? value
    case .null, .bool: value
    }
  }

  /// A golden as an answer is compared with it: keys for references, and texts as they are.
  ///
  /// A reference to a row that is not there is a text like any other.
  func resolved(_ golden: JSONValue) -> JSONValue {
    switch golden {
    case .array(let elements): return .array(elements.map(resolved))
    case .object(let object):
      return .object(JSONObject(object.members.map { ($0.name, resolved($0.value)) }))
    case .string(let text):
      guard text.hasPrefix("@") else { return golden }
      if text.hasPrefix("@@") { return .string(String(text.dropFirst())) }
      return keys[text] ?? golden
    case .null, .bool, .number: return golden
    }
  }

  /// `@orders.first`, where a value is the key of that row; nil where that is not sure.
  func reference(
    to value: JSONValue, at path: [JSONPathComponent], reads: [String]
  ) -> String? {
    switch value {
    case .string(let text): texts[text]
    case .number(let number):
      number.integer.flatMap { numbers.reference(to: $0, at: path, reads: reads) }
    case .null, .bool, .array, .object: nil
    }
  }
}
