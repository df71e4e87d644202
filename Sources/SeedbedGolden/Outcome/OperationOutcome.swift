package import SeedbedCore

/// What a run found out about one operation.
package struct OperationOutcome: Sendable, Hashable {
  package let call: Endpoint.Call
  /// What tells it from other cases of the same operation; nil when there is only one.
  package let caseName: String?
  package let documentation: Documentation
  /// What was asked; nil when nothing was.
  package internal(set) var request: SentRequest?
  package let kind: Endpoint.Kind
  /// Where the operation is described.
  package let location: Location
  package let level: Level
  /// The status of the first answer; nil when none came.
  package let status: Int?
  /// The middle one of the times the first answers took; nil when none came.
  package let milliseconds: Int64?
  /// Why it got no further; empty at the highest level.
  package internal(set) var reasons: [Reason]
  package internal(set) var differences: [Difference]
  /// How many leaves of the golden the answer had to equal; nil where the body has none.
  package let compared: Fraction?
  /// Whether the data or the code changed since the golden was recorded; nil when that is not known.
  package let cause: DifferenceCause?
  package let proof: ProofResult
  /// Where each leaf comes from; nil when no proof was made.
  package internal(set) var verdicts: [LeafVerdict]?

  /// The call, and the case where there are several: `POST /orders (with a coupon)`.
  package var title: String { caseName.map { "\(call) (\($0))" } ?? call.description }

  /// What the numbers count: the operation of the document, or the call where there is none.
  package var operation: Endpoint.Call {
    if case .documented(let call) = documentation { call } else { call }
  }

  /// Whether a document describes it; nil when there is no document.
  package var isDocumented: Bool? {
    switch documentation {
    case .noDocument: nil
    case .documented: true
    case .undocumented: false
    }
  }

  /// Whether the answer is golden, changed with the data, and came back with it.
  package var isProved: Bool { proof == .passed }

  /// Level 6.
  package var isReal: Bool { level >= .real }

  /// Level 5 or above.
  package var isOperational: Bool { level >= .stable }

  /// Whether an answer came, and with a 2xx.
  package var isResponding: Bool {
    level >= .reachable && status.map { (200..<300).contains($0) } ?? false
  }

  /// Whether the operation was asked at all.
  package var wasTested: Bool {
    !reasons.contains(where: \.saysNotAsked)
  }

  init(
    _ endpoint: Endpoint, _ judgement: Judgement, _ evidence: Evidence,
    _ documentation: Documentation = .noDocument,
    goldenFile: String? = nil, cause: DifferenceCause? = nil
  ) {
    self.call = endpoint.call
    self.caseName = endpoint.caseName
    self.documentation = documentation
    self.request = evidence.request
    self.kind = endpoint.kind
    self.location = endpoint.location
    self.level = judgement.level
    self.status = evidence.first.first?.answer?.status
    self.milliseconds = evidence.middleDuration?.milliseconds
    self.reasons = judgement.reasons
    self.differences = goldenFile.map(judgement.differences.located) ?? judgement.differences
    self.compared = judgement.compared
    self.cause = cause
    self.proof = judgement.proof
    self.verdicts = judgement.verdicts
  }

  /// An operation that was left out.
  init(notTested endpoint: Endpoint, _ documentation: Documentation = .noDocument) {
    self.init(
      endpoint.call, caseName: endpoint.caseName, documentation, endpoint.kind, endpoint.location,
      reason: .notTested)
  }

  /// An operation that is not called, because that may change data.
  init(
    notCalled endpoint: Endpoint, because why: String, _ documentation: Documentation = .noDocument
  ) {
    self.init(
      endpoint.call, caseName: endpoint.caseName, documentation, endpoint.kind, endpoint.location,
      reason: .notCalled(why))
  }

  /// An operation that a document describes, and no golden file asks.
  init(untested operation: APIDocument.Operation) {
    self.init(
      operation.call, caseName: nil, .documented(as: operation.call), .data, operation.location,
      reason: .notInGolden)
  }

  private init(
    _ call: Endpoint.Call, caseName: String?, _ documentation: Documentation,
    _ kind: Endpoint.Kind, _ location: Location, reason: Reason
  ) {
    self.call = call
    self.caseName = caseName
    self.documentation = documentation
    self.request = nil
    self.kind = kind
    self.location = location
    self.level = .listed
    self.status = nil
    self.milliseconds = nil
    self.reasons = [reason]
    self.differences = []
    self.compared = nil
    self.cause = nil
    self.proof = .notMeasured
    self.verdicts = nil
  }
}
