import SeedbedFormats

/// One operation, and all that a run knows of it when it is judged.
struct JudgedOperation {
  let endpoint: Endpoint
  let role: Role?
  let golden: Golden
  let evidence: Evidence
  /// What a document of the API says that its answers look like.
  var schema: ResponseSchema?
  /// What the proof says; nil when none was made.
  var proved: ProofJudgement?
  /// The collections it reads, if they hold the same in A and B.
  var sameData: Reason?
  /// Whether the run makes a proof of those operations it applies to.
  var isProofMade = false
  /// Whether it shows what a call of the run made, which is the same whatever the rows are.
  var showsChanges = false
  /// The rows of state A that the golden may name by their labels.
  var labels = RowLabels.none

  /// The first answer in state A.
  var answer: Answer? { evidence.first.first?.answer }
}

/// What keeps it from each level.
extension JudgedOperation {
  /// Whether it was asked with success, and refused to those without credentials.
  var access: [Reason] {
    guard let answer else {
      return [.unreachable(evidence.first.first?.failure ?? "it was not asked")]
    }
    var reasons: [Reason] = []
    let denials = (role?.deny ?? []) + [401, 403]
    if denials.contains(answer.status), answer.status != endpoint.expectation.status {
      reasons.append(
        role == nil ? .noRole(status: answer.status) : .denied(status: answer.status))
    }
    if let role {
      let status = evidence.withoutCredentials?.answer?.status
      if !(status.map(role.deny.contains) ?? false) { reasons.append(.noDenial(status: status)) }
    }
    return reasons
  }

  /// What changed when rows of other tenants were added, beside what changes anyway.
  var leaks: [Reason] {
    guard role?.tenant != nil, endpoint.shared == nil, let answer else { return [] }
    let changes = AnswerChanges(Comparison(matchers: endpoint.matchers, purpose: .variation))
    let varying = Set(
      changes.leaves(from: answer, to: evidence.sameState.dropFirst().compactMap(\.answer)))
    let leaves = changes.leaves(
      from: answer, to: (evidence.made[.others] ?? []).compactMap(\.answer)
    )
    .filter { !varying.contains($0) }
    return leaves.isEmpty ? [] : [.showsOtherTenants(leaves)]
  }

  /// What is wrong with the form of the answer.
  var form: [Reason] {
    guard let answer else { return [] }
    let expected = endpoint.expectation
    var reasons: [Reason] = []
    if answer.status != expected.status {
      reasons.append(.wrongStatus(expected: expected.status, actual: answer.status))
    }
    if let type = expected.type, answer.type != type {
      reasons.append(.wrongType(expected: type, actual: answer.type))
    }
    switch answer.body {
    case .empty where expected.isJSON: reasons.append(.notJSON("it is empty"))
    case .text(_, let problem?): reasons.append(.notJSON(problem))
    case .bytes where expected.isJSON: reasons.append(.notJSON("it is not text"))
    case .encoded(_, let encoding): reasons.append(.unreadEncoding(encoding))
    case .empty, .json, .text, .bytes: break
    }
    for (wanted, found) in zip(expected.headers, answer.headers) {
      let isRight = wanted.value.map { $0 == found.value } ?? (found.value != nil)
      if !isRight {
        reasons.append(
          .wrongHeader(wanted.name, expected: wanted.value ?? "any value", actual: found.value))
      }
    }
    let violations =
      schema?.violations(status: answer.status, type: answer.type, body: answer.json) ?? []
    if !violations.isEmpty { reasons.append(.violatesSchema(violations)) }
    return reasons
  }

  var slowness: [Reason] {
    guard let limit = endpoint.expectation.maxTime, let taken = evidence.middleDuration,
      taken > limit
    else { return [] }
    return [.tooSlow(milliseconds: taken.milliseconds, limit: limit.milliseconds)]
  }

  /// What is not declared of what a call changed.
  var effect: [Reason] {
    guard let problems = evidence.changeProblems, !problems.isEmpty else { return [] }
    return [.changesDiffer(problems)]
  }

  /// `differences`: where the answer differs from its golden.
  func firstProof(_ differences: [Difference]) -> FirstProof {
    FirstProof(
      evidence, matchers: endpoint.matchers, differences: differences,
      followsData: endpoint.kind == .data && !showsChanges
        && answer?.status == endpoint.expectation.status)
  }

  /// What asking again says, and asking with other data.
  func stability(_ proof: FirstProof) -> [Reason] {
    var reasons: [Reason] = []
    if !proof.varying.isEmpty { reasons.append(.varies(proof.varying)) }
    if !proof.notFollowing.isEmpty { reasons += notFollowing(proof.notFollowing) }
    if !proof.notReturning.isEmpty { reasons.append(.doesNotReturn(proof.notReturning)) }
    if let failure = proof.otherFailure { reasons.append(.failsWithOtherData(failure)) }
    let later = evidence.sameState.dropFirst() + evidence.returned
    if answer != nil, let failure = later.lazy.compactMap(\.failure).first {
      reasons.append(.unreachable("\(failure), when it was asked again"))
    }
    if answer != nil, later.isEmpty { reasons.append(.notRepeated) }
    return reasons
  }

  private func notFollowing(_ leaves: [String]) -> [Reason] {
    guard leaves == ["$"] else { return [.doesNotFollowTheData(leaves)] }
    // What is traced to rows is traced to those of set B too: the sets give the same answer.
    if proved?.isReal == true { return [] }
    let isTraced = proved?.verdicts.contains(where: \.isTraced) ?? false
    return [sameData ?? (isTraced ? .sameAnswerInSets : .doesNotFollowTheData(leaves))]
  }

  /// Whether every leaf comes from the rows, or every change is as it is declared.
  var isReal: Bool { proved?.isReal ?? (evidence.changeProblems == []) }

  /// Why it is not real, though it is stable.
  var doubts: [Reason] {
    if let proved { return proved.reasons }
    return switch endpoint.kind {
    case .data:
      isProofMade && showsChanges ? [.notProved("it shows what a call before it made")] : []
    case .static: isProofMade ? [.notProved("class static: it serves no rows")] : []
    case .effect where endpoint.changes == nil:
      isProofMade ? [.notProved("its golden file does not say what it changes ('changes:')")] : []
    case .effect:
      evidence.changeProblems == nil
        ? [.notProved("whether it changes what 'changes:' says was not looked at")] : []
    }
  }

  /// What the first proof says of it, where it reached a level.
  func result(of level: Level) -> ProofResult {
    if showsChanges { return .notApplicable }
    switch endpoint.kind {
    case .effect, .static: return .notApplicable
    case .data:
      if evidence.other.isEmpty { return .notMeasured }
      return level >= .stable ? .passed : .failed
    }
  }
}
