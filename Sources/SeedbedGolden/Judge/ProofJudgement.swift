import SeedbedFormats

/// What the proof says about one operation.
struct ProofJudgement: Sendable, Hashable {
  let verdicts: [LeafVerdict]
  /// Where the service failed with data made for the proof.
  let failure: String?
  /// What the proof could not see.
  var obstacles: [ProofObstacle] = []
  /// A value that is answered where there are no rows; nil if none is.
  var shownWithoutRows: String?

  /// Whether something is traced to the data, and nothing is left that is neither traced nor declared.
  var isReal: Bool {
    failure == nil && !obstacles.contains(where: \.hidesState)
      && verdicts.contains(where: \.isTraced)
      && !verdicts.contains(where: \.isUnproved)
  }

  /// Why the operation is not real.
  var reasons: [Reason] {
    let leaves = verdicts.filter(\.isUnproved).map(\.leaf)
    var reasons = failure.map { [Reason.failsInProof($0)] } ?? []
    if !leaves.isEmpty { reasons.append(.unproved(leaves)) }
    if let shownWithoutRows { reasons.append(.answersWithoutRows(shownWithoutRows)) }
    let hindered = ProofObstacle.sentences(obstacles)
    if reasons.isEmpty, !isReal, hindered.isEmpty { reasons.append(.unproved(["$"])) }
    if !isReal, !hindered.isEmpty { reasons.append(.proofHindered(hindered)) }
    return reasons
  }
}
