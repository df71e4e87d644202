import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedMigrations

struct MigrationPlanTests {
  private func migration(_ id: String, saying text: String = "") -> Migration {
    Migration(
      id: id, about: "", file: "\(id).yaml", requirements: [], steps: [],
      down: .auto, checksum: Checksum(of: id + text))
  }

  private func applied(_ id: String) -> AppliedMigration {
    AppliedMigration(id: id, checksum: Checksum(of: id), manner: .applied, appliedAt: "")
  }

  private func states(_ plan: MigrationPlan) -> [String] {
    plan.entries.map { entry in
      switch entry.state {
      case .applied: "\(entry.id) applied"
      case .pending: "\(entry.id) pending"
      case .drifted(let recorded): "\(entry.id) drifted from \(recorded.short)"
      case .missing: "\(entry.id) missing"
      case .outOfOrder: "\(entry.id) out of order"
      case .inDoubt(let since): "\(entry.id) in doubt since \(since)"
      }
    }
  }

  @Test func `without a history everything is pending`() {
    let plan = MigrationPlan(for: [migration("1"), migration("2")], after: [])
    #expect(states(plan) == ["1 pending", "2 pending"])
  }

  @Test func `what the history has is applied and what comes after it is pending`() {
    let plan = MigrationPlan(
      for: [migration("1"), migration("2"), migration("3")], after: [applied("1")])
    #expect(states(plan) == ["1 applied", "2 pending", "3 pending"])
    #expect(plan.pending.map(\.id) == ["2", "3"])
  }

  @Test func `a file that changed after it was applied has drifted`() {
    let plan = MigrationPlan(for: [migration("1", saying: "more")], after: [applied("1")])
    #expect(
      plan.problems.description
        == """
        1.yaml was changed after it was applied
          help: applied as 6b86b273ff34, now 71ac1d5bd5a8: put the file back, and write the change \
        as a new migration
        """.replacing("71ac1d5bd5a8", with: Checksum(of: "1more").short))
  }

  @Test func `a file that is gone is missing`() {
    let plan = MigrationPlan(for: [migration("2")], after: [applied("1"), applied("2")])
    #expect(states(plan) == ["1 missing", "2 applied"])
    #expect(
      plan.problems.description == """
        the migration '1' was applied, and its file is gone
          help: put the file back; without it nobody can say what the database is
        """)
  }

  @Test func `a new file with an old id is out of order and not pending`() {
    let plan = MigrationPlan(for: [migration("1"), migration("2")], after: [applied("2")])
    #expect(states(plan) == ["1 out of order", "2 applied"])
    #expect(plan.pending.isEmpty)
    #expect(plan.problems.items.map(\.code) == [.migrationOrder])
  }

  @Test func `problems of all migrations are told together`() {
    let plan = MigrationPlan(
      for: [migration("1", saying: "more"), migration("2"), migration("4")],
      after: [applied("0"), applied("1"), applied("3")])
    #expect(
      plan.problems.items.map(\.code) == [
        .migrationMissing, .migrationDrift, .migrationOrder, .migrationMissing,
      ])
  }

  @Test func `what was begun and never ended is in doubt`() {
    let begun = AppliedMigration(
      id: "1", checksum: Checksum(of: "1"), manner: .begun, appliedAt: "noon")
    let plan = MigrationPlan(for: [migration("1"), migration("2")], after: [begun])
    #expect(states(plan) == ["1 in doubt since noon", "2 pending"])
    #expect(plan.problems.items.map(\.code) == [.migrationInDoubt])
  }
}
