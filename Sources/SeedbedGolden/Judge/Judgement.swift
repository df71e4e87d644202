import SeedbedFormats

/// What the evidence says about one operation: the level it reached, and why it got no further.
///
/// Everything is looked at, whatever failed before, so that the reasons are complete.
///
/// Level 5 needs equal answers in one state, after a restart too, and an answer that the first proof did
/// not refute: one that is the same with other data, or does not return with the data, stays at 4.
struct Judgement: Sendable {
  let level: Level
  let reasons: [Reason]
  let differences: [Difference]
  /// How many leaves of the golden the answer had to equal; nil for a body without leaves.
  let compared: Fraction?
  let proof: ProofResult
  /// Where each leaf comes from; nil when no proof was made.
  let verdicts: [LeafVerdict]?

  init(of operation: JudgedOperation) {
    let match = GoldenMatch(
      operation.endpoint, golden: operation.golden, answer: operation.answer,
      labels: operation.labels)
    let first = operation.firstProof(match.differences)
    let access = operation.leaks + operation.access
    let form = operation.form
    let beside = operation.slowness + match.reasons + operation.effect
    let stability = operation.stability(first)
    let steps: [(Level, Bool)] = [
      (.reachable, operation.answer != nil),
      (.authorised, access.isEmpty),
      (.wellFormed, form.isEmpty),
      (.golden, beside.isEmpty),
      (.stable, stability.isEmpty),
      (.real, operation.isReal),
    ]
    level = steps.prefix(while: \.1).last?.0 ?? .listed
    // What comes of asking again says most.
    let early = stability.filter { [.variation, .otherData].contains($0.kind) }
    let late = stability.filter { ![.variation, .otherData].contains($0.kind) }
    reasons =
      early + access + form + beside + late + (level == .stable ? operation.doubts : [])
    differences = match.differences
    compared = match.compared
    proof = operation.result(of: level)
    verdicts = operation.proved?.verdicts
  }
}

/// What the first proof says about an operation.
package enum ProofResult: String, Sendable, Hashable, CaseIterable {
  /// The data was not changed in this run.
  case notMeasured = "not-measured"
  /// The operation is not expected to follow the data.
  case notApplicable = "not-applicable"
  /// The answer is golden, changed with the data, and came back with it.
  case passed
  case failed
}
