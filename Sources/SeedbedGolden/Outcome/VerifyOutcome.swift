package import SeedbedCore

/// What a verification found out, operation by operation and in four numbers.
///
/// The denominator is every operation of the documents: one that was left out counts as not operational.
package struct VerifyOutcome: Sendable, Hashable {
  /// In the order of the documents.
  package internal(set) var operations: [OperationOutcome]
  /// What counts nowhere until a day.
  package internal(set) var exclusions: [Exclusion] = []
  /// What else there is to know of the run, a sentence each.
  package internal(set) var remarks: [String] = []
  /// Why rows are not what they were before; nil when they are.
  package internal(set) var problem: Diagnostic?
  /// Files of the golden folder that no operation looks at.
  package internal(set) var unused = UnusedGoldens()
  /// What the `curl` lines of the operations need, a sentence each.
  package internal(set) var curlNeeds: [String] = []
  /// How long the run took.
  package internal(set) var duration: Duration

  /// Operations at level 5 or above.
  package var operational: Fraction { fraction(where: \.isOperational) }

  /// Operations at level 6; nil when the run made no proof.
  package var provedReal: Fraction? {
    operations.contains { $0.verdicts != nil } ? fraction(where: \.isReal) : nil
  }

  /// Operations that were asked.
  package var coverage: Fraction { fraction(where: \.wasTested) }

  /// Operations that answered with a 2xx, whatever they answered.
  package var responding: Fraction { fraction(where: \.isResponding) }

  /// Leaves of all goldens that the answers had to equal; matchers leave the others open.
  package var compared: Fraction {
    let shares = operations.compactMap(\.compared)
    return Fraction(shares.reduce(0) { $0 + $1.count }, of: shares.reduce(0) { $0 + $1.of })
  }

  /// Operations that passed the first proof, of those it applies to and was made for.
  package var firstProof: Fraction {
    let measured = operations.filter { $0.proof == .passed || $0.proof == .failed }
    return Fraction(measured.count(where: \.isProved), of: measured.count)
  }

  /// Operations that answer and are in no document, in the order of the golden files.
  package var undocumented: [OperationOutcome] {
    operations.filter { $0.isDocumented == false && $0.level >= .reachable }
  }

  /// Operations that are documented and that no golden file asks, in the order of the documents.
  package var untested: [OperationOutcome] {
    operations.filter { $0.reasons == [.notInGolden] }
  }

  /// Tested operations below level 5, in the order of the documents.
  package var failing: [OperationOutcome] {
    operations.filter { $0.wasTested && !$0.isOperational }
  }

  /// Operations at level 5 that are not proved.
  package var notProved: Int { operational.count - fraction(where: \.isReal).count }

  /// Fields of operational answers that were not proved to be data.
  package var notProvedFields: Int {
    operations.filter { $0.isOperational && !$0.isReal }
      .reduce(0) { $0 + ($1.verdicts ?? []).count(where: \.isUnproved) }
  }

  /// The same run, without what was left out of it: what a gate looks at if there was a filter.
  package var called: VerifyOutcome {
    var called = self
    called.operations.removeAll { $0.reasons == [.notTested] || $0.reasons == [.notInGolden] }
    return called
  }

  /// `operational 100.0% (39/39), 17 not proved · proved real 56.4% (22/39)`: what is not proved stands
  /// beside what works, in at most 80 columns up to 9,999 operations.
  package var line: String {
    let doubt =
      notProved == 0
      ? "" : notProved == operational.count ? ", none proved" : ", \(notProved) not proved"
    return "operational \(operational)\(doubt) · proved real "
      + (provedReal?.description ?? "not measured")
  }

  /// `12 fields of 5 endpoints are not proved`, and how many endpoints are not for another reason; nil where no
  /// field of an operational answer is left.
  package var doubt: String? {
    let fields = notProvedFields
    if fields == 0 { return nil }
    let doubtful = operations.filter { operation in
      operation.isOperational && (operation.verdicts ?? []).contains(where: \.isUnproved)
    }
    let endpoints = Set(doubtful.map(\.operation)).count
    let others = max(0, notProved - endpoints)
    return "\(fields) field\(fields == 1 ? "" : "s") of "
      + "\(endpoints) endpoint\(endpoints == 1 ? "" : "s") "
      + "\(fields == 1 ? "is" : "are") not proved"
      + (others == 0
        ? ""
        : ", nor \(others == 1 ? "is" : "are") \(others) more endpoint\(others == 1 ? "" : "s")")
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
