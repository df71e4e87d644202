package import SeedbedCore
package import SeedbedStore

/// Asks a service everything its golden files list, and judges the answers.
///
/// ```swift
/// let document = try GoldenDocument.read(folder: "golden")
/// let verification = Verification(document, environment: ["PORT": "8080"])
/// print(try await verification.run().line)
/// ```
///
/// With `reseed`, `store` and the `proof` of the document, the database goes through the states of
/// `VerifyState`: A is loaded before the first call, and the rows are restored at the end, also after a failure.
package struct Verification: Sendable {
  /// Brings the database into the state of a set of seeds.
  package typealias Reseed = @Sendable (_ set: String) async throws -> Void

  /// The key that a set of seeds has for a label, whoever made it.
  package typealias SeededKey =
    @Sendable (_ set: String, _ collection: String, _ label: String) -> String?

  package let document: GoldenDocument
  let plan: VerifyPlan
  let environment: [String: String]
  let store: (any Store)?
  let databaseURL: String?
  let searchFolders: [String]
  let repeats: Int
  let concurrency: Int
  let answerTimeout: Duration?
  let extraServiceArguments: [String]
  let reseed: Reseed?
  let proofSeed: UInt64
  let failsFast: Bool
  let allowsEffects: Bool
  let clock: (@Sendable () -> Timestamp)?
  let holder: LockHolder?
  let progress: (@Sendable (VerifyProgress) -> Void)?
  /// nil where there are no seeds.
  package var seededKey: SeededKey?
  /// Where the service begins, and its paths start; nil for where this process is.
  package var serviceFolder: String?
  /// What `store` is a copy of; nil where the database itself is changed.
  package var copied: CopiedDatabase?

  /// `environment`: what `${NAME}` and `!env NAME` stand for, and the service's own environment.
  /// `store`: where `!where` looks; asked again after each reseed.
  /// `databaseURL`: what `${DATABASE_URL}` stands for.
  /// `searchFolders`: where the service's program is looked for before PATH.
  /// `filter`: words of which a call has to contain one; those it needs are asked too, and what is left out stays in
  /// the denominator.
  /// `repeats`: how often each operation is asked in state A, before and after a restart.
  /// `concurrency`: how many operations are asked at once.
  /// `answerTimeout`: how long one answer may take; nil for what the service definition says.
  /// `extraServiceArguments`: added to the end of the command.
  /// `reseed`: brings the database into the state of a set of seeds; nil where no data may be changed.
  /// `proofSeed`: what the values that a proof makes start from.
  /// `failsFast`: whether the first operation that is not equal to its golden ends the run.
  /// `allowsEffects`: whether calls that may change data are made also where data may not be changed, or the service
  /// is not started by the tool; what they change there stays.
  /// `clock`: the present, on which exclusions have to hold, and with which the lock is renewed.
  /// `holder`: who holds the lock of one runner while data is changed; nil to take none.
  /// `progress`: called in the order in which things happen.
  package init(
    _ document: GoldenDocument, environment: [String: String], store: (any Store)? = nil,
    databaseURL: String? = nil, searchFolders: [String] = [], filter: [String] = [],
    repeats: Int = 3, concurrency: Int = 4, answerTimeout: Duration? = nil,
    extraServiceArguments: [String] = [], reseed: Reseed? = nil,
    proofSeed: UInt64 = 1, failsFast: Bool = false, allowsEffects: Bool = false,
    clock: (@Sendable () -> Timestamp)? = nil,
    holder: LockHolder? = nil,
    progress: (@Sendable (VerifyProgress) -> Void)? = nil
  ) {
    self.document = document
    self.plan = VerifyPlan(document, filter: CallFilter(filter))
    self.environment = environment
    self.store = store
    self.databaseURL = databaseURL
    self.searchFolders = searchFolders
    self.repeats = max(1, repeats)
    self.concurrency = max(1, concurrency)
    self.answerTimeout = answerTimeout
    self.extraServiceArguments = extraServiceArguments
    self.reseed = reseed
    self.proofSeed = proofSeed
    self.failsFast = failsFast
    self.allowsEffects = allowsEffects
    self.clock = clock
    self.holder = holder
    self.progress = progress
  }

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
        endpoint, role: endpoint.role.flatMap(document.role),
        golden: try Golden.read(for: endpoint, in: document.folder), evidence: evidence,
        schema: inventory.schema(of: place), proved: proved,
        sameData: round.proof?.sameDataInSets(of: endpoint), isProofMade: round.proof != nil,
        showsChanges: showsChanges,
        labels: round.labels)
      let outcome = OperationOutcome(
        endpoint, judgement, evidence, proved, documentation,
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
    guard !judgement.differences.isEmpty, !judgement.reasons.contains(where: \.isVariation),
      let data = round.data, let body = endpoint.expectation.body,
      let before = recorded.bodies[body]
    else { return nil }
    let changed = data.changed(since: before, reads: endpoint.reads)
    if !changed.isEmpty { return .data(changed) }
    if try before.isOther(thanBodyIn: "\(document.folder)/\(body)") { return .golden }
    // What the calls before it changed is not in the data that the run began with.
    return round.order.chains.contains { $0.contains(place) } ? nil : .code
  }

  /// Whether an operation is not what its golden says, so that a run that ends at the first can end.
  func fails(_ endpoint: Endpoint, _ evidence: Evidence, _ labels: RowLabels) -> Bool {
    let golden = (try? Golden.read(for: endpoint, in: document.folder)) ?? .notNamed
    return Judgement(
      endpoint, role: endpoint.role.flatMap(document.role), golden: golden, evidence: evidence,
      labels: labels
    ).level < .golden
  }

  /// The documents that are files; exclusions are checked first.
  private func inventoryFiles() throws -> [APIDocument] {
    guard let inventory = document.inventory else { return [] }
    if let clock { try inventory.check(on: CalendarDate(clock())) }
    return try inventory.readFiles(folder: document.folder, variables: environment)
  }

  /// The operations to ask.
  func selected() throws -> [Endpoint] {
    let endpoints = plan.selected
    guard !endpoints.isEmpty else {
      guard let some = document.endpoints.first else {
        throw Diagnostic(
          .verifiedNothing, "the golden files in '\(document.folder)' list no endpoint",
          help: "add endpoints: [{call: GET /path}]")
      }
      throw Diagnostic(
        .verifyFilter, "none of the \(document.endpoints.count) calls contains what was asked for",
        help: "name a part of a call, such as '\(some.title)'")
    }
    return endpoints
  }

  /// Reads every golden, so that one that cannot be read is an error before anything is asked.
  private func checkGoldens(of endpoints: [Endpoint]) throws {
    var problems = Diagnostics()
    for endpoint in endpoints {
      problems.collect { _ = try Golden.read(for: endpoint, in: document.folder) }
    }
    try problems.throwIfAny()
  }
}

extension Diagnostic.Code {
  /// A run that verified nothing.
  package static let verifiedNothing = Self("verify.nothing", .runFailed)
  /// A filter that chooses no call.
  package static let verifyFilter = Self("verify.filter", .usage)
}
