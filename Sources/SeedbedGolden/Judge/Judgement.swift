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

  /// `proved`: what the proof says; nil when none was made.
  /// `sameData`: the collections it reads, if they hold the same in A and B.
  /// `showsChanges`: whether it shows what a call of the run made, which is the same whatever the rows are.
  /// `isProofMade`: whether the run makes a proof of those operations it applies to.
  /// `labels`: the rows of state A that the golden may name by their labels.
  init(
    _ endpoint: Endpoint, role: Role?, golden: Golden, evidence: Evidence,
    schema: ResponseSchema? = nil, proved: ProofJudgement? = nil,
    sameData: Reason? = nil, isProofMade: Bool = false, showsChanges: Bool = false,
    labels: RowLabels = .none
  ) {
    let answer = evidence.first.first?.answer
    let leaks = Self.leaks(endpoint, role: role, evidence: evidence)
    let access = leaks + Self.access(endpoint, role: role, evidence: evidence, answer: answer)
    let form = answer.map { Self.form(endpoint, $0, schema) } ?? []
    let effect =
      (evidence.changeProblems ?? []).isEmpty
      ? []
      : [
        Reason.changesDiffer(evidence.changeProblems ?? [])
      ]
    let match = GoldenMatch(endpoint, golden: golden, answer: answer, labels: labels)
    let slow = Self.slowness(endpoint, evidence)
    let proof = FirstProof(
      evidence, matchers: endpoint.matchers, differences: match.differences,
      followsData: endpoint.kind == .data && !showsChanges
        && answer?.status == endpoint.expectation.status)
    let stability = Self.stability(endpoint, proof: proof, evidence: evidence, answer: answer)
      .compactMap { reason -> Reason? in
        guard reason == .doesNotFollowTheData(["$"]) else { return reason }
        // What is traced to rows is traced to those of set B too: the sets give the same answer.
        if proved?.isReal == true { return nil }
        let isTraced = proved?.verdicts.contains(where: \.isTraced) ?? false
        return sameData ?? (isTraced ? .sameAnswerInSets : reason)
      }

    let steps: [(Level, Bool)] = [
      (.reachable, answer != nil),
      (.authorised, access.isEmpty),
      (.wellFormed, form.isEmpty),
      (.golden, match.reasons.isEmpty && slow.isEmpty && effect.isEmpty),
      (.stable, stability.isEmpty),
      (.real, proved?.isReal ?? (evidence.changeProblems == [])),
    ]
    self.level = steps.prefix(while: \.1).last?.0 ?? .listed
    // What comes of asking again says most.
    let early = stability.filter { [.variation, .otherData].contains($0.kind) }
    let late = stability.filter { ![.variation, .otherData].contains($0.kind) }
    self.reasons =
      early + access + form + slow + match.reasons + effect + late
      + (level == .stable
        ? proved?.reasons
          ?? Self.withoutProof(
            endpoint, evidence, isProofMade: isProofMade, showsChanges: showsChanges)
        : [])
    self.differences = match.differences
    self.compared = match.compared
    self.proof =
      showsChanges ? .notApplicable : Self.result(endpoint, proof, evidence, level: level)
  }

  /// Whether it was asked with success, and refused to those without credentials.
  private static func access(
    _ endpoint: Endpoint, role: Role?, evidence: Evidence, answer: Answer?
  ) -> [Reason] {
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
  private static func leaks(_ endpoint: Endpoint, role: Role?, evidence: Evidence) -> [Reason] {
    guard role?.tenant != nil, endpoint.shared == nil, let first = evidence.first.first?.answer
    else { return [] }
    let changes = AnswerChanges(Comparison(matchers: endpoint.matchers, purpose: .variation))
    let varying = Set(
      changes.leaves(from: first, to: evidence.sameState.dropFirst().compactMap(\.answer)))
    let leaves = changes.leaves(
      from: first, to: (evidence.made[.others] ?? []).compactMap(\.answer)
    )
    .filter { !varying.contains($0) }
    return leaves.isEmpty ? [] : [.showsOtherTenants(leaves)]
  }

  private static func form(
    _ endpoint: Endpoint, _ answer: Answer, _ schema: ResponseSchema?
  ) -> [Reason] {
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

  private static func slowness(_ endpoint: Endpoint, _ evidence: Evidence) -> [Reason] {
    guard let limit = endpoint.expectation.maxTime, let taken = evidence.middleDuration,
      taken > limit
    else { return [] }
    return [.tooSlow(milliseconds: taken.milliseconds, limit: limit.milliseconds)]
  }

  private static func stability(
    _ endpoint: Endpoint, proof: FirstProof, evidence: Evidence, answer: Answer?
  ) -> [Reason] {
    var reasons: [Reason] = []
    if !proof.varying.isEmpty { reasons.append(.varies(proof.varying)) }
    if !proof.notFollowing.isEmpty { reasons.append(.doesNotFollowTheData(proof.notFollowing)) }
    if !proof.notReturning.isEmpty { reasons.append(.doesNotReturn(proof.notReturning)) }
    if let failure = proof.otherFailure { reasons.append(.failsWithOtherData(failure)) }
    let later = evidence.sameState.dropFirst() + evidence.returned
    if answer != nil, let failure = later.lazy.compactMap(\.failure).first {
      reasons.append(.unreachable("\(failure), when it was asked again"))
    }
    if answer != nil, later.isEmpty { reasons.append(.notRepeated) }
    return reasons
  }

  /// Why an operation of which no proof is made is not real.
  private static func withoutProof(
    _ endpoint: Endpoint, _ evidence: Evidence, isProofMade: Bool, showsChanges: Bool
  ) -> [Reason] {
    switch endpoint.kind {
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

  private static func result(
    _ endpoint: Endpoint, _ proof: FirstProof, _ evidence: Evidence, level: Level
  ) -> ProofResult {
    switch endpoint.kind {
    case .effect, .static: return .notApplicable
    case .data:
      if evidence.other.isEmpty { return .notMeasured }
      return level >= .stable ? .passed : .failed
    }
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

extension Evidence {
  /// The middle one of the times the first answers took; the upper one of two.
  var middleDuration: Duration? {
    let times = first.compactMap { $0.answer?.duration }.sorted()
    return times.isEmpty ? nil : times[times.count / 2]
  }
}
