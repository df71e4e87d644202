public import SeedbedCore

/// What a run found out about one operation.
public struct OperationOutcome: Sendable, Hashable {
  public let call: Endpoint.Call
  /// What tells it from other cases of the same operation; nil when there is only one.
  public let caseName: String?
  public let documentation: Documentation
  /// What was asked; nil when nothing was.
  public internal(set) var request: SentRequest?
  public let kind: Endpoint.Kind
  /// Where the operation is described.
  public let location: Location
  public let level: Level
  /// The status of the first answer; nil when none came.
  public let status: Int?
  /// The middle one of the times the first answers took; nil when none came.
  public let milliseconds: Int64?
  /// Why it got no further; empty at the highest level.
  public internal(set) var reasons: [Reason]
  public internal(set) var differences: [Difference]
  /// How many leaves of the golden the answer had to equal; nil where the body has none.
  public let compared: Fraction?
  /// Whether the data or the code changed since the golden was recorded; nil when that is not known.
  public let cause: DifferenceCause?
  public let proof: ProofResult
  /// Where each leaf comes from; nil when no proof was made.
  public internal(set) var verdicts: [LeafVerdict]?

  /// The call, and the case where there are several: `POST /orders (with a coupon)`.
  public var title: String { caseName.map { "\(call) (\($0))" } ?? call.description }

  /// What the numbers count: the operation of the document, or the call where there is none.
  public var operation: Endpoint.Call {
    if case .documented(let call) = documentation { call } else { call }
  }

  /// Whether a document describes it; nil when there is no document.
  public var isDocumented: Bool? {
    switch documentation {
    case .noDocument: nil
    case .documented: true
    case .undocumented: false
    }
  }

  /// Whether the answer is golden, changed with the data, and came back with it.
  public var isProved: Bool { proof == .passed }

  /// Level 6.
  public var isReal: Bool { level >= .real }

  /// Level 5 or above.
  public var isOperational: Bool { level >= .stable }

  /// Whether an answer came, and with a 2xx.
  public var isResponding: Bool {
    level >= .reachable && status.map { (200..<300).contains($0) } ?? false
  }

  /// Whether the operation was asked at all.
  public var wasTested: Bool {
    !reasons.contains(where: \.saysNotAsked)
  }

  init(
    _ endpoint: Endpoint, _ judgement: Judgement, _ evidence: Evidence,
    _ proved: ProofJudgement? = nil, _ documentation: Documentation = .noDocument,
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
    self.verdicts = proved?.verdicts
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
