public import SeedbedCore

/// What a backfill did.
public struct BackfillOutcome: Sendable {
  /// A check of the specification, and what was found.
  public struct CheckResult: Sendable, Hashable {
    /// Such as `sum of bytes`.
    public let subject: String
    public let expected: ExactDecimal
    /// nil for the sum of a file of which records were loaded before the check was there.
    public let actual: ExactDecimal?
    public let location: Location

    public var holds: Bool { expected == actual }
  }

  /// A file that was not read from its start.
  public struct Resumed: Sendable, Hashable {
    public let file: String
    /// How many bytes of it were read before.
    public let byte: Int
  }

  public let backfill: String
  public let target: String
  public internal(set) var run: String
  /// Whether there was nothing left to do: `run` is then the one before, and the database has no other.
  package internal(set) var isRepeated = false
  /// Of this run.
  public var counts = BackfillCounts()
  /// Of all runs over the same files.
  public var totals = BackfillCounts()
  /// Where this run went on in files that an earlier one had begun.
  public var resumptions: [Resumed] = []
  /// Records that were read and, since the run failed, not kept.
  public var discarded = 0
  public var unmappedFields: [String] = []
  /// What this run read and is no record, by its name in the singular.
  public var passedOver: [String: Int] = [:]
  /// The files that have no byte.
  public var emptyFiles: [String] = []
  /// The first rejects, for the report; all are in the database.
  public var rejects: [Reject] = []
  public var checks: [CheckResult] = []
  /// What is to be said of its files.
  public var findings: [SourceFinding] = []
  /// What stopped the run; batches before it are kept, and a further run goes on from there.
  public var failure: Diagnostic?

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

  /// Whether there is a run of it.
  package var hasBegun: Bool { !run.isEmpty }

  /// Whether everything was read and every check holds.
  public var isGood: Bool {
    hasBegun && failure == nil && checks.allSatisfy(\.holds) && lostCount == 0 && !isAllRejected
  }

  /// Whether there is a record, and each one is a reject.
  public var isAllRejected: Bool { totals.read > 0 && totals.rejected == totals.read }

  /// Rows that were loaded before and are gone, while others of their file are still there.
  public var lostCount: Int {
    findings.reduce(0) { count, finding in
      switch finding {
      case .lost(_, let rows, _): count + rows
      case .renamed, .copy, .replaced, .reread, .unended: count
      }
    }
  }
}

/// A record that could not be loaded, with its place in the source.
public struct Reject: Sendable, Hashable {
  /// Where on its way the record stopped.
  public enum Stage: String, Sendable {
    case read
    case map
    case store
  }

  public let file: String
  /// Counted from 1 in its file.
  public let number: Int
  public let line: Int
  /// In bytes from the start of the file.
  public let offset: Int
  /// In bytes.
  public let length: Int
  /// How many lines it takes of a source whose records are lines.
  public internal(set) var lines = 1
  public let stage: Stage
  /// A stable dotted name.
  public let code: String
  /// The column it stopped at, where there is one.
  public let column: String?
  public let message: String
  /// What a replay made of it; nil while it is open.
  public internal(set) var settled: String?
}
