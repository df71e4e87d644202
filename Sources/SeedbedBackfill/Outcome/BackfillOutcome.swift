package import SeedbedCore
package import SeedbedStore

/// What a backfill did.
package struct BackfillOutcome: Sendable {
  /// A check of the specification, and what was found.
  package struct CheckResult: Sendable, Hashable {
    /// Such as `sum of bytes`.
    package let subject: String
    package let expected: ExactDecimal
    /// nil for the sum of a file of which records were loaded before the check was there.
    package let actual: ExactDecimal?
    package let location: Location

    package var holds: Bool { expected == actual }
  }

  /// A file that was not read from its start.
  package struct Resumed: Sendable, Hashable {
    package let file: String
    /// How many bytes of it were read before.
    package let byte: Int
  }

  package let backfill: String
  package let target: String
  package internal(set) var run: String
  /// Whether there was nothing left to do: `run` is then the one before, and the database has no other.
  package internal(set) var isRepeated = false
  /// Of this run.
  package var counts = BackfillCounts()
  /// Of all runs over the same files.
  package var totals = BackfillCounts()
  /// Where this run went on in files that an earlier one had begun.
  package var resumptions: [Resumed] = []
  /// Records that were read and, since the run failed, not kept.
  package var discarded = 0
  package var unmappedFields: [String] = []
  /// What this run read and is no record, by its name in the singular.
  package var passedOver: [String: Int] = [:]
  /// The files that have no byte.
  package var emptyFiles: [String] = []
  /// The first rejects, for the report; all are in the database.
  package var rejects: [Reject] = []
  package var checks: [CheckResult] = []
  /// What is to be said of its files.
  package var findings: [SourceFinding] = []
  /// What stopped the run; batches before it are kept, and a further run goes on from there.
  package var failure: Diagnostic?

  /// Of a backfill whose turn did not come, since one before it failed.
  package static func notBegun(_ plan: BackfillPlan) -> BackfillOutcome {
    BackfillOutcome(backfill: plan.specification.name, target: plan.schema.name, run: "")
  }

  /// Of a backfill that was refused before it had a run.
  package static func refused(_ plan: BackfillPlan, _ problem: Diagnostic) -> BackfillOutcome {
    var outcome = notBegun(plan)
    outcome.failure = problem
    return outcome
  }

  /// What its run is called from its end on.
  var state: BackfillRuns.State {
    switch failure?.code {
    case nil: isGood ? .done : .checkFailed
    case Diagnostic.Code.backfillInterrupted: .interrupted
    case .some: .failed
    }
  }

  /// Whether there is a run of it.
  package var hasBegun: Bool { !run.isEmpty }

  /// Whether everything was read and every check holds.
  package var isGood: Bool {
    hasBegun && failure == nil && checks.allSatisfy(\.holds) && lostCount == 0 && !isAllRejected
  }

  /// Whether there is a record, and each one is a reject.
  package var isAllRejected: Bool { totals.read > 0 && totals.rejected == totals.read }

  /// Rows that were loaded before and are gone, while others of their file are still there.
  package var lostCount: Int {
    findings.reduce(0) { count, finding in
      switch finding {
      case .lost(_, let rows, _): count + rows
      case .renamed, .copy, .replaced, .reread, .unended: count
      }
    }
  }
}
