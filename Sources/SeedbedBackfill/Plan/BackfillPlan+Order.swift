import SeedbedCore

extension BackfillPlan {
  /// The order in which backfills run: those whose collection others refer to come first, and otherwise they stay as they
  /// are.
  package static func ordered(_ plans: [BackfillPlan]) -> [BackfillPlan] {
    var open = plans
    var order: [BackfillPlan] = []
    while !open.isEmpty {
      // In a ring of references the first one begins.
      let next = open.firstIndex { plan in
        !open.contains { $0.schema.name != plan.schema.name && plan.refers(to: $0.schema.name) }
      }
      order.append(open.remove(at: next ?? 0))
    }
    return order
  }

  private func refers(to collection: String) -> Bool {
    schema.columns.contains { $0.references?.collection == collection }
  }

  /// Whether its records are the rows of a query, which another backfill may change.
  package var isQueried: Bool { specification.source.format.isQueried }
}
