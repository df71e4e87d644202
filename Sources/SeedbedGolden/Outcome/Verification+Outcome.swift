import SeedbedCore
import SeedbedStore

extension Verification {
  /// Runs to the end, whatever operations fail.
  ///
  /// - Throws: `Diagnostic` or `Diagnostics` when nothing would be verified, a golden body is no JSON, the
  ///   service does not start, a credential is not found, or reseeding fails. The service is stopped.
  package func run() async throws -> VerifyOutcome {
    let start = ContinuousClock.now
    let endpoints = try selected()
    try checkGoldens(of: endpoints)
    let files = try inventoryFiles()
    let recorded = try RecordedFile(in: document.folder)
    var round = try VerifyRound(self, endpoints)
    round.readsData = !recorded.bodies.isEmpty
    if settings.failsFast { round.endsRun = isBelowGolden }
    do {
      try await round.run(states: .all)
    } catch {
      throw round.redaction(error)
    }
    let inventory = try Inventory(
      document.endpoints, documents: files + round.documents,
      exclusions: document.inventory?.exclusions ?? [])
    let operations = try outcomes(of: round, inventory, recorded)
    let outcome = VerifyOutcome(
      operations: operations + inventory.untested.map(OperationOutcome.init(untested:)),
      exclusions: document.inventory?.exclusions ?? [],
      remarks: round.allRemarks + copyRemarks(on: operations, isProofMade: round.proof != nil),
      problem: round.notRestored, unused: UnusedGoldens(of: document),
      curlNeeds: round.curlNeeds, duration: ContinuousClock.now - start)
    return round.redaction(outcome)
  }

  private func outcomes(
    of round: VerifyRound, _ inventory: Inventory, _ recorded: RecordedFile
  ) throws -> [OperationOutcome] {
    var judge = round.proof.flatMap(ProofJudge.init)
    var asked = round.endpoints.indices.makeIterator()
    return try plan.operations.enumerated().compactMap { place, operation in
      let number = operation.isSelected ? asked.next() : nil
      if inventory.isExcluded[place] { return nil }
      let documentation = inventory.documentation(of: place)
      let endpoint = operation.endpoint
      // One operation at a time, so that the answers of all are never in memory.
      if let number, let why = round.withheld[number] {
        return OperationOutcome(notCalled: endpoint, because: why, documentation)
      }
      guard let number, case let evidence = try round.evidence.evidence(of: number),
        !evidence.first.isEmpty
      else { return OperationOutcome(notTested: endpoint, documentation) }
      let showsChanges = round.order.showingChanges.contains(number)
      let proved = showsChanges ? nil : judge?.judgement(of: endpoint, at: number, evidence)
      let judgement = Judgement(
        of: JudgedOperation(
          endpoint: endpoint, role: endpoint.role.flatMap(document.role),
          golden: try Golden.read(for: endpoint, in: document.folder), evidence: evidence,
          schema: inventory.schema(of: place), proved: proved,
          sameData: round.proof?.sameDataInSets(of: endpoint), isProofMade: round.proof != nil,
          showsChanges: showsChanges, labels: round.labels))
      let outcome = OperationOutcome(
        endpoint, judgement, evidence, documentation,
        goldenFile: endpoint.expectation.body.map { "\(document.folder)/\($0)" },
        cause: try cause(endpoint, at: number, judgement, round, recorded))
      return hidingRecordedSecrets(of: outcome, endpoint, round, recorded)
    }
  }

  /// The outcome without what was a secret when the golden was recorded, and is not known as one now.
  private func hidingRecordedSecrets(
    of outcome: OperationOutcome, _ endpoint: Endpoint, _ round: VerifyRound,
    _ recorded: RecordedFile
  ) -> OperationOutcome {
    guard let body = endpoint.expectation.body, let places = recorded.secretPlaces[body] else {
      return outcome
    }
    return RecordedSecrets(
      at: places, in: ["\(document.folder)/\(body)"], beside: round.redaction
    ).hidden(in: outcome)
  }

  /// What an answer that differs from its golden comes from, where that was recorded.
  private func cause(
    _ endpoint: Endpoint, at place: Int, _ judgement: Judgement, _ round: VerifyRound,
    _ recorded: RecordedFile
  ) throws -> DifferenceCause? {
    // What varies by itself, such as a clock, says nothing about the data or the code.
    guard !judgement.differences.isEmpty,
      !judgement.reasons.contains(where: { $0.kind == .variation }),
      let data = round.data, let body = endpoint.expectation.body,
      let before = recorded.bodies[body]
    else { return nil }
    let changed = data.changed(since: before, reads: endpoint.reads)
    if !changed.isEmpty { return .data(changed) }
    if try before.isOther(thanBodyIn: "\(document.folder)/\(body)") { return .golden }
    // What the calls before it changed is not in the data that the run began with.
    return round.order.chains.contains { $0.contains(place) } ? nil : .code
  }

  /// Whether an operation is not what its golden says.
  private func isBelowGolden(
    _ endpoint: Endpoint, _ evidence: Evidence, _ labels: RowLabels
  ) -> Bool {
    let golden = (try? Golden.read(for: endpoint, in: document.folder)) ?? .notNamed
    return Judgement(
      of: JudgedOperation(
        endpoint: endpoint, role: endpoint.role.flatMap(document.role), golden: golden,
        evidence: evidence, labels: labels)
    ).level < .golden
  }

  /// The documents that are files; exclusions are checked first.
  private func inventoryFiles() throws -> [APIDocument] {
    guard let inventory = document.inventory else { return [] }
    if let today = settings.today { try inventory.check(on: today) }
    return try inventory.readFiles(folder: document.folder, variables: environment)
  }

  /// Reads every golden, so that one that cannot be read is an error before anything is asked.
  private func checkGoldens(of endpoints: [Endpoint]) throws {
    var problems = Diagnostics()
    for endpoint in endpoints {
      problems.collect { _ = try Golden.read(for: endpoint, in: document.folder) }
    }
    try problems.throwIfAny()
  }

  /// What tells that a service may not use the copy whose address it was given.
  func copyRemarks(on operations: [OperationOutcome], isProofMade: Bool) -> [String] {
    guard let copied = data.copied, let name = data.store?.name else { return [] }
    var remarks: [String] = []
    if copied.isChanged() {
      remarks.append(
        "\(name) was changed while a copy of it was verified: if the service did that, it opens another "
          + "database than ${DATABASE_URL}; see --in-place")
    }
    if isProofMade, !operations.contains(where: \.isReal),
      operations.contains(where: { $0.kind == .data && $0.isOperational })
    {
      remarks.append(
        "no answer follows the rows of the copy that was verified: if the service opens another database than "
          + "${DATABASE_URL}, see --in-place")
    }
    return remarks
  }
}
