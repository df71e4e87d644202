import SeedbedCore
package import SeedbedMigrations
import SeedbedStore

/// Outcomes in words, for a terminal.
package struct TextReport: Sendable {
  let paint: Paint
  let wrapping: Wrapping

  /// `width`: the characters a line has room for; nil for any number.
  package init(_ paint: Paint, width: Int? = nil) {
    self.paint = paint
    wrapping = Wrapping(width: width)
  }
}

extension TextReport {
  /// What each migration is, and what would be done.
  package func text(of plan: MigrationPlan, steps: Bool) -> String {
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

  /// What was taken back.
  package func text(of outcome: MigrationDownOutcome) -> String {
    if outcome.undone.isEmpty, outcome.failure == nil { return "  nothing to take back" }
    return outcome.undone.map { undone in
      let words = paint.faint("taken back, \(Numbers.counted(undone.steps.count, "step"))")
      return "  \(paint.good("✓")) \(undone.id)  \(words)"
    }.joined(separator: "\n")
  }

  /// What goes with a step, before it does.
  package func text(of lost: LostRecords) -> String {
    if let column = lost.column {
      "\(lost.collection).\(column) goes with its \(Numbers.counted(lost.count, "value"))"
    } else {
      "\(lost.collection) goes with its \(Numbers.counted(lost.count, "record"))"
    }
  }

  /// What a run of migrations did.
  package func text(of outcome: MigrationOutcome) -> String {
    var lines = outcome.done.map { done -> String in
      let words =
        switch done.manner {
        case .applied: "applied, \(Numbers.counted(done.steps.count, "step"))"
        case .adopted: "adopted: the structure was there and is the same"
        case .skipped: "skipped, as its requirement says"
        case .begun: "begun"
        }
      return "  \(paint.good("✓")) \(done.id)  \(paint.faint(words))"
    }
    if outcome.done.isEmpty, outcome.failure == nil {
      lines.append(
        "  nothing to do: \(Numbers.counted(outcome.alreadyApplied, "migration")) applied")
    }
    return lines.joined(separator: "\n")
  }
}
