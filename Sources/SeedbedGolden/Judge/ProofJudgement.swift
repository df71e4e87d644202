import SeedbedFormats

/// What the proof says about one operation.
struct ProofJudgement: Sendable, Hashable {
  let verdicts: [LeafVerdict]
  /// Where the service failed with data made for the proof.
  let failure: String?

  /// Whether something is traced to the data, and nothing is left that is neither traced nor declared.
  var isReal: Bool {
    failure == nil && verdicts.contains(where: \.isTraced)
      && !verdicts.contains(where: \.isUnproved)
  }

  /// Why the operation is not real.
  var reasons: [Reason] {
    let leaves = verdicts.filter(\.isUnproved).map(\.leaf)
    var reasons = failure.map { [Reason.failsInProof($0)] } ?? []
    if !leaves.isEmpty { reasons.append(.unproved(leaves)) }
    if reasons.isEmpty, !isReal { reasons.append(.unproved(["$"])) }
    return reasons
  }
}
