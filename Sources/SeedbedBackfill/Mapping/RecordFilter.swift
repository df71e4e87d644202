import SeedbedCore
import SeedbedFormats

/// Decides which mapped rows are left out on purpose.
struct RecordFilter {
  private struct Condition {
    let column: Int
    /// The values looked for, as rows of one column, in the form the batch holds them.
    let wanted: RowBatch
  }

  private let rules: [(name: String, drops: Bool, conditions: [Condition])]

  init(for plan: BackfillPlan) throws {
    rules = try plan.specification.filters.map { filter in
      let conditions = try filter.conditions.compactMap { condition -> Condition? in
        guard let place = plan.columns.firstIndex(where: { $0.name == condition.column }) else {
          return nil
        }
        var wanted = RowBatch(columnCount: 1)
        for text in condition.texts {
          try plan.columns[place].type.append(text.utf8Span.span.bytes, to: &wanted)
        }
        return Condition(column: place, wanted: wanted)
      }
      return (filter.name, filter.drops, conditions)
    }
  }

  var isEmpty: Bool { rules.isEmpty }

  /// The name of the first filter that leaves the row out, or nil.
  func drops(row: Int, of batch: RowBatch) -> String? {
    rules.first { rule in
      let agrees = rule.conditions.allSatisfy { condition in
        let cell = batch[row, condition.column]
        return condition.wanted.cells.contains { wanted in
          same(cell, in: batch, wanted, in: condition.wanted)
        }
      }
      return agrees == rule.drops
    }?.name
  }

  private func same(
    _ cell: RowBatch.Cell, in batch: RowBatch, _ wanted: RowBatch.Cell, in texts: RowBatch
  ) -> Bool {
    guard cell.kind == wanted.kind else { return false }
    return switch cell.kind {
    case .null: false
    case .int, .float: cell.payload == wanted.payload
    case .text, .bytes: batch.content(of: cell).elementsEqual(texts.content(of: wanted))
    }
  }
}
