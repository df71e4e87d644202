import SeedbedCore
import SeedbedStore

/// Says which value of a row the database refused, and by which rule.
struct RefusalWords {
  private let plan: BackfillPlan
  private let session: any StoreSession

  init(for plan: BackfillPlan, in session: any StoreSession) {
    self.plan = plan
    self.session = session
  }

  func refusal(
    _ refusal: InsertOutcome.Refusal, of batch: RowBatch
  ) throws -> RowWriter.Refusal {
    var words = RowWriter.Refusal(
      row: refusal.row, code: refusal.code, column: nil, message: refusal.message)
    switch refusal.code {
    case "store.foreign-key":
      if let (column, parent, value) = try orphan(in: refusal.row, of: batch) {
        let shown = plan.specification.keepsRaw ? "'\(value)'" : "such row"
        words = .init(
          row: refusal.row, code: refusal.code, column: column,
          message: "\(parent) has no \(shown)")
      }
    case "store.check", "store.unique", "store.not-null":
      words = .init(
        row: refusal.row, code: refusal.code, column: column(namedIn: refusal.message),
        message: refusal.message)
    default:
      if !plan.specification.keepsRaw {
        words = .init(
          row: refusal.row, code: refusal.code, column: nil,
          message: "the database refused a value of the row")
      }
    }
    return words
  }

  /// The first column of a row that refers to a row which is not there.
  private func orphan(
    in row: Int, of batch: RowBatch
  ) throws -> (column: String, parent: String, value: String)? {
    for (place, column) in plan.columns.enumerated() {
      guard let reference = column.references else { continue }
      let value = batch.value(of: row, place)
      if value.isNull { continue }
      let found = try session.rows(
        """
        SELECT 1 AS one FROM \(SQLText.identifier(reference.collection))
        WHERE \(SQLText.identifier(reference.column)) = $1 LIMIT 1
        """, [value])
      if found.isEmpty {
        return (column.name, reference.collection, String(value.description.prefix(60)))
      }
    }
    return nil
  }

  /// The one column of the mapping that a message names, or the name of its constraint.
  private func column(namedIn message: String) -> String? {
    let words = message.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    let named = plan.columns.map(\.name).filter { name in
      words.contains { $0 == name || $0.hasPrefix("\(plan.schema.name)_\(name)_") }
    }
    return named.count == 1 ? named.first : nil
  }
}
