import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Words for the rows of a table that the database, or the mode of the set, does not let in.
struct SeedRefusals {
  private let load: SeedPlan.Load

  init(_ load: SeedPlan.Load) {
    self.load = load
  }

  /// `places`: the rows of the load that the batch held, in its order.
  func throwIfAny(_ refused: [InsertOutcome.Refusal], at places: [Int]) throws {
    try Diagnostics(refused.map { diagnostic(for: $0, at: places[$0.row]) }).throwIfAny()
  }

  private func diagnostic(for refused: InsertOutcome.Refusal, at place: Int) -> Diagnostic {
    let row = load.rows[place].row
    let columns = refused.rule?.columns ?? []
    var problem =
      (columns.lazy.compactMap { row[$0]?.node }.first ?? row.node).diagnostic(
        .seedRefused, reason(for: refused, at: place), help: "nothing was changed")
    if columns.isEmpty { problem.cause = refused.message }
    return problem
  }

  /// What a row holds, and what the rule says that it breaks.
  private func reason(for refused: InsertOutcome.Refusal, at place: Int) -> String {
    let (name, label) = (load.schema.name, load.rows[place].row.label)
    guard let rule = refused.rule, !rule.columns.isEmpty else {
      return "the database refuses '\(label)' of \(name)"
    }
    let found = rule.columns.map { "'\($0)' is \(value(of: $0, at: place))" }
    let values = "\(found.joined(separator: " and ")) in '\(label)'"
    if let condition = rule.condition { return "\(values), and \(name) requires \(condition)" }
    if let parent = rule.parent { return "\(values), and \(parent) has no such record" }
    switch refused.code {
    case "store.unique": return "\(values), and another record of \(name) has that already"
    case "store.not-null": return "\(values), and \(name) needs a value"
    default: return "\(values), which \(name) does not take"
    }
  }

  /// The value as a message shows it; one of the environment may be a secret.
  private func value(of column: String, at place: Int) -> String {
    if load.rows[place].row[column]?.node.tag == "!env" { return "the variable's value" }
    guard let number = load.columns.firstIndex(of: column) else { return "not given" }
    let cell = load.batch[place, number]
    switch cell.kind {
    case .null: return "null"
    case .int: return String(cell.payload)
    case .float: return String(Double(bitPattern: UInt64(bitPattern: cell.payload)))
    case .bytes: return "\(cell.length) bytes"
    case .text:
      let text = String(decoding: load.batch.content(of: cell), as: UTF8.self)
      if case .decimal = load.schema.columns[number].type { return text }
      return "'\(text.count > 60 ? text.prefix(57) + "..." : text)'"
    }
  }

  /// A row whose key a record has that no seed brought.
  func strange(at place: Int) -> Diagnostic {
    let (row, key) = (load.rows[place].row, SeedKey.shown(load.rows[place].key))
    return row.node.diagnostic(
      .seedRefused, "'\(row.label)' of \(load.schema.name) is there already",
      help: """
        a record with the key '\(key)' came from elsewhere; nothing was changed: give the row another \
        key, or write 'mode: upsert' to change that record
        """)
  }

  /// A row that an earlier load put there, and that is not what the file says.
  func differing(in columns: [String], at place: Int, loadedBy set: String? = nil) -> Diagnostic {
    let row = load.rows[place].row
    let names = columns.map { "'\($0)'" }.joined(separator: ", ")
    let loader = set.map { "the set '\($0)'" } ?? "an earlier load"
    let field = columns.first.flatMap { row[$0] }
    return (field?.node ?? row.node).diagnostic(
      .seedRefused,
      """
      \(loader) loaded '\(row.label)' of \(load.schema.name) before, and \(names) is not what the file says
      """,
      help: """
        mode insert, that of a set without 'mode:', changes nothing that is there: write \
        'mode: replace' or 'mode: upsert' into the file of the set that is loaded
        """)
  }
}

extension Diagnostic.Code {
  /// A record the database refused.
  static let seedRefused = Self("seed.refused", .runFailed)
}
