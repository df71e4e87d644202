import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Words for the rows of a table that the database, or the mode of the set, does not let in.
struct SeedRefusals {
  private let load: SeedPlan.Load

  init(_ load: SeedPlan.Load) {
    self.load = load
  }

  /// - Parameter places: the rows of the load that the batch held, in its order.
  func throwIfAny(_ refused: [InsertOutcome.Refusal], at places: [Int]) throws {
    try Diagnostics(refused.map { diagnostic(for: $0, at: places[$0.row]) }).throwIfAny()
  }

  private func diagnostic(for refused: InsertOutcome.Refusal, at place: Int) -> Diagnostic {
    let row = load.rows[place].row
    let taken = refused.code == "store.unique"
    return Diagnostic(
      .seedRefused,
      taken
        ? "'\(row.label)' of \(load.schema.name) is there already"
        : "the database refuses '\(row.label)' of \(load.schema.name)",
      help: taken
        ? "another record has a unique value of it; nothing was changed" : "nothing was changed",
      at: row.node.location, cause: refused.message)
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
  func differing(in columns: [String], at place: Int?, loadedBy set: String? = nil) -> Diagnostic {
    let row = place.map { load.rows[$0].row }
    let what = row.map { "'\($0.label)' of \(load.schema.name)" } ?? load.schema.name
    let names = columns.map { "'\($0)'" }.joined(separator: ", ")
    let loader = set.map { "the set '\($0)'" } ?? "an earlier load"
    let message = "\(loader) loaded \(what) before, and \(names) is not what the file says"
    let help = """
      the mode of a set that names none is insert, which changes nothing that is there: write \
      'mode: replace' or 'mode: upsert'
      """
    guard let row else { return Diagnostic(.seedRefused, message, help: help) }
    let field = columns.first.flatMap { row[$0] }
    return (field?.node ?? row.node).diagnostic(.seedRefused, message, help: help)
  }
}

extension Diagnostic.Code {
  /// A record the database refused.
  static let seedRefused = Self("seed.refused", .runFailed)
}
