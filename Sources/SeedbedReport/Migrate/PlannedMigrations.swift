import SeedbedCore
package import SeedbedFormats
package import SeedbedMigrations
import SeedbedStore

/// What each migration is, and if asked for what would be done.
package struct PlannedMigrations: Shown {
  package let plan: MigrationPlan
  private let withSteps: Bool

  package init(_ plan: MigrationPlan, withSteps: Bool) {
    self.plan = plan
    self.withSteps = withSteps
  }

  package func text(by report: TextReport) -> String { report.text(of: plan, steps: withSteps) }

  package var json: JSONValue {
    [
      "version": 1, "migrations": .array(plan.entries.map(json)),
      "problems": .array(plan.problems.items.map(\.json)),
      "refusal": plan.refusal?.json ?? .null,
    ]
  }

  private func json(of entry: MigrationPlan.Entry) -> JSONValue {
    [
      "id": .string(entry.id), "state": .string(entry.state.word),
      "checksum": .stringOrNull(entry.migration?.checksum.description),
      "steps": .strings((entry.migration?.steps ?? []).map(\.summary)),
    ]
  }
}

extension TextReport {
  /// What each migration is, and what would be done.
  func text(of plan: MigrationPlan, steps: Bool) -> String {
    var lines: [String] = []
    for entry in plan.entries {
      lines.append(
        "  \(mark(of: entry.state)) \(entry.id)\(note(on: entry.state, plan.instead[entry.id]))")
      guard steps, entry.state == .pending, plan.instead[entry.id] == nil,
        let migration = entry.migration
      else { continue }
      lines += migration.steps.map { "      \(paint.faint($0.summary))" }
    }
    lines.append(summary(of: plan.entries.map(\.state)))
    return lines.joined(separator: "\n")
  }

  private func summary(of states: [MigrationPlan.Entry.State]) -> String {
    var (whole, drifted, missing, pending, late, inDoubt) = (0, 0, 0, 0, 0, 0)
    for state in states {
      switch state {
      case .applied: whole += 1
      case .drifted: drifted += 1
      case .missing: missing += 1
      case .pending: pending += 1
      case .outOfOrder: late += 1
      case .inDoubt: inDoubt += 1
      }
    }
    func some(_ count: Int, _ words: String) -> [String] { count > 0 ? ["\(count) \(words)"] : [] }
    let applied = "\(Numbers.counted(whole + drifted + missing, "migration")) applied"
    return
      ([applied] + some(drifted, "of them changed since") + some(missing, "of them without a file")
      + ["\(pending) pending"] + some(late, "late") + some(inDoubt, "in doubt"))
      .joined(separator: ", ")
  }

  private func mark(of state: MigrationPlan.Entry.State) -> String {
    switch state {
    case .applied: paint.good("✓")
    case .pending: paint.note("+")
    case .drifted, .missing, .outOfOrder, .inDoubt: paint.bad("!")
    }
  }

  private func note(
    on state: MigrationPlan.Entry.State, _ instead: Migration.Requirement.Otherwise?
  ) -> String {
    switch state {
    case .applied: ""
    case .pending:
      switch instead {
      case .adopt: paint.faint("  pending, would adopt what is there if it is the same")
      case .skip: paint.faint("  pending, would be skipped as its requirement says")
      case .fail: paint.bad("  pending, would be refused")
      case nil: paint.faint("  pending")
      }
    case .drifted: paint.bad("  changed after it was applied")
    case .missing: paint.bad("  applied, and its file is gone")
    case .outOfOrder: paint.bad("  comes before migrations that were applied")
    case .inDoubt: paint.bad("  begun, and whether it was made is not known")
    }
  }
}

extension MigrationPlan.Entry.State {
  fileprivate var word: String {
    switch self {
    case .applied: "applied"
    case .pending: "pending"
    case .drifted: "drifted"
    case .missing: "missing"
    case .outOfOrder: "out-of-order"
    case .inDoubt: "in-doubt"
    }
  }
}
