package import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// The key that a set of seeds has for a label, whoever made it.
package typealias SeededKey =
  @Sendable (_ set: String, _ collection: String, _ label: String) -> String?

/// What requests are made with in one state of the database: variables, values of rows, captured values.
struct Inputs: Sendable {
  var variables: [String: String]
  /// The variables whose values are secrets.
  let hidden: Set<String>
  /// Whether marks stand in the place of secrets.
  var isShown = false
  private let rows: [RowReference: FoundRow]
  /// Why rows were not found.
  private let missing: [RowReference: Diagnostic]
  private(set) var captured: [String: JSONValue] = [:]

  /// A row as it was found: its key, and the value that is taken of it.
  struct FoundRow: Sendable {
    let keyColumn: String
    let key: Value
    let value: String
  }

  /// Looks up every row that `values` name.
  ///
  /// - Throws: `Diagnostics` for every row and column that is not there.
  init(
    for values: [InputValue], variables: [String: String], hiding hidden: Set<String> = [],
    store: (any Store)?, seededKey: SeededKey? = nil
  ) throws {
    self.init(
      trying: values, variables: variables, hiding: hidden, store: store, seededKey: seededKey)
    var seen: Set<RowReference> = []
    try Diagnostics(
      values.compactMap(\.row).filter { seen.insert($0).inserted }.compactMap { missing[$0] }
    ).throwIfAny()
  }

  /// Looks up every row that `values` name; what is not there is missing where it is needed.
  init(
    trying values: [InputValue], variables: [String: String], hiding hidden: Set<String> = [],
    store: (any Store)?, seededKey: SeededKey? = nil
  ) {
    var missing: [RowReference: Diagnostic] = [:]
    var rows: [RowReference: FoundRow] = [:]
    for reference in values.compactMap(\.row)
    where rows[reference] == nil && missing[reference] == nil {
      do {
        rows[reference] = try Self.row(at: reference, store, seededKey)
      } catch let problem as Diagnostic {
        missing[reference] = problem
      } catch {
        missing[reference] = Diagnostic(
          .goldenRow, "a row cannot be looked up", at: reference.location,
          cause: String(describing: error))
      }
    }
    self.variables = variables
    self.hidden = hidden
    self.rows = rows
    self.missing = missing
  }

  /// Secret variables, by their values.
  var secrets: [String: String] {
    let named = variables.filter { name, value in
      value.utf8.count >= 6 && (hidden.contains(name) || Redaction.isSecret(name: name))
    }
    return Dictionary(named.map { ($0.value, $0.key) }) { min($0, $1) }
  }

  /// The row a value comes from; nil when it was not looked up.
  func row(at reference: RowReference) -> FoundRow? { rows[reference] }

  mutating func capture(_ value: JSONValue, as name: String) {
    captured[name] = value
  }

  /// What is sent for a value.
  ///
  /// - Throws: `Diagnostic` for a variable that is not set, or a value that was not captured.
  func text(of value: InputValue) throws -> String {
    switch value {
    case .text(let template): return try text(of: template)
    case .environment(let name, let location):
      guard let value = variables[name], !value.isEmpty else {
        throw Diagnostic(
          .templateVariable, "\(name) is not set", help: "set \(name) in the environment",
          at: location)
      }
      return value
    case .row(let reference):
      if let problem = missing[reference] { throw problem }
      return rows[reference]?.value ?? ""
    }
  }

  /// The JSON a template makes.
  func value(of template: JSONTemplate) throws -> JSONValue {
    switch template {
    case .value(let value): return value
    case .text(let template):
      if let whole = template.source.wholeMatch(of: /\$\{(\w+)\}/),
        let value = captured[String(whole.output.1)]
      {
        return value
      }
      return .string(try text(of: template))
    case .array(let elements): return .array(try elements.map(value))
    case .object(let members):
      return .object(JSONObject(try members.map { ($0.name, try value(of: $0.value)) }))
    }
  }

  private func text(of template: Template) throws -> String {
    try template.text(with: variables.merging(captured.mapValues(\.plainText)) { $1 })
  }

  private static func row(
    at reference: RowReference, _ store: (any Store)?, _ seededKey: SeededKey?
  ) throws -> FoundRow {
    guard let store else {
      throw Diagnostic(
        .goldenRow, "a value comes from a database, and none is given",
        help: "name the database", at: reference.location)
    }
    return try store.read { session in
      let made =
        try SeedRows.key(of: reference.label, in: reference.collection, session)
        ?? seededKey.flatMap { key in
          try SeedRows.sets(in: session).lazy
            .compactMap { key($0, reference.collection, reference.label) }.first
        }
      return try row(at: reference, in: session, key: made)
    }
  }

  private static func row(
    at reference: RowReference, in session: any StoreSession, key made: String?
  ) throws -> FoundRow {
    guard let schema = try session.schema(of: reference.collection) else {
      let names = try session.collectionNames()
      let near = Suggestion.phrase(for: reference.collection, among: names)
      throw Diagnostic(
        .goldenRow, "there is no collection '\(reference.collection)'\(near)",
        at: reference.location)
    }
    let keyName = made == nil ? "id" : schema.primaryKey.first?.name ?? "id"
    guard let keyColumn = schema.column(keyName), schema.column(reference.column) != nil else {
      let name = schema.column(keyName) == nil ? keyName : reference.column
      let near = Suggestion.phrase(for: name, among: schema.columns.map(\.name))
      throw Diagnostic(
        .goldenRow, "'\(name)' is not a column of \(reference.collection)\(near)",
        at: reference.location)
    }
    let rows = try session.rows(
      """
      SELECT \(SQLText.identifier(keyName)) AS key, \(SQLText.identifier(reference.column)) AS token \
      FROM \(SQLText.identifier(reference.collection)) WHERE \(session.storedText(of: keyColumn)) = $1
      """, [.text(made ?? reference.label)])
    guard let value = rows.first?["token"], !value.isNull else {
      throw Diagnostic(
        .goldenRow,
        "\(reference.collection) has no '\(reference.label)' with a \(reference.column)",
        help: "has the set of seeds been applied that the goldens belong to?",
        at: reference.location)
    }
    return FoundRow(
      keyColumn: keyName, key: rows.first?["key"] ?? .null, value: value.description)
  }

}

extension JSONValue {
  /// The value as a path or a header has it: text without quotes.
  var plainText: String {
    switch self {
    case .string(let text): text
    case .null, .bool, .number, .array, .object: JSONWriter.text(self, pretty: false)
    }
  }
}

extension Diagnostic.Code {
  /// A `!where` that finds no row.
  package static let goldenRow = Self("golden.row", .runFailed)
}
