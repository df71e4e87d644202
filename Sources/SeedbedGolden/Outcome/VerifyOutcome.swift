public import SeedbedCore

/// What a verification found out, operation by operation and in four numbers.
///
/// The denominator is every operation of the documents: one that was left out counts as not operational.
public struct VerifyOutcome: Sendable, Hashable {
  /// In the order of the documents.
  public let operations: [OperationOutcome]
  /// What counts nowhere until a day.
  public let exclusions: [Exclusion]
  /// What else there is to know of the run, a sentence each.
  public let remarks: [String]
  /// Why rows are not what they were before; nil when they are.
  public let problem: Diagnostic?
  /// How long the run took.
  public let duration: Duration

  init(
    operations: [OperationOutcome], exclusions: [Exclusion] = [], remarks: [String] = [],
    problem: Diagnostic? = nil, duration: Duration
  ) {
    self.operations = operations
    self.exclusions = exclusions
    self.remarks = remarks
    self.problem = problem
    self.duration = duration
  }

  /// Operations at level 5 or above.
  public var operational: Fraction { fraction(where: \.isOperational) }

  /// Operations at level 6; nil when the run made no proof.
  public var provedReal: Fraction? {
    operations.contains { $0.verdicts != nil } ? fraction(where: \.isReal) : nil
  }

  /// Operations that were asked.
  public var coverage: Fraction { fraction(where: \.wasTested) }

  /// Operations that answered with a 2xx, whatever they answered.
  public var responding: Fraction { fraction(where: \.isResponding) }

  /// Operations that passed the first proof, of those it applies to and was made for.
  public var firstProof: Fraction {
    let measured = operations.filter { $0.proof == .passed || $0.proof == .failed }
    return Fraction(measured.count(where: \.isProved), of: measured.count)
  }

  /// Operations that answer and are in no document, in the order of the golden files.
  public var undocumented: [OperationOutcome] {
    operations.filter { $0.isDocumented == false && $0.level >= .reachable }
  }

  /// Operations that are documented and that no golden file asks, in the order of the documents.
  public var untested: [OperationOutcome] {
    operations.filter { $0.reasons == [.notInGolden] }
  }

  /// Tested operations below level 5, in the order of the documents.
  public var failing: [OperationOutcome] {
    operations.filter { $0.wasTested && !$0.isOperational }
  }

  /// `operational 56.4% (22/39) · proved real not measured · coverage 100.0% (39/39)`.
  public var line: String {
    let proved = provedReal?.description ?? "not measured"
    return "operational \(operational) · proved real \(proved) · coverage \(coverage)"
  }

  /// Of the operations those for which every case holds.
  private func fraction(where holds: (OperationOutcome) -> Bool) -> Fraction {
    var all: Set<Endpoint.Call> = []
    var failing: Set<Endpoint.Call> = []
    for operation in operations {
      all.insert(operation.operation)
      if !holds(operation) { failing.insert(operation.operation) }
    }
    return Fraction(all.count - failing.count, of: all.count)
  }
}
