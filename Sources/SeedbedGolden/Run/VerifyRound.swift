import SeedbedCore
import SeedbedStore

/// Takes the service and its database from state to state, and keeps what is answered in each.
struct VerifyRound {
  let evidence: EvidenceFile
  /// What was in the database; nil when no proof was made.
  var proof: ProofEvidence?
  let verification: Verification
  let endpoints: [Endpoint]
  let order: ExchangeOrder
  let service: ServiceUnderTest
  /// The calls that are not made.
  let withheld: WithheldCalls
  /// The documents that are fetched: addresses, and paths of the service.
  private(set) var documents: [APIDocument] = []
  /// What was in the database in state A; nil unless it was to be read.
  private(set) var data: RecordedData?
  var readsData = false
  /// The rows of state A that goldens may name by their labels.
  private(set) var labels = RowLabels.none
  var inputs: Inputs
  private(set) var credentials: Credentials?
  /// The database of a proof that is under way.
  var database: ProofDatabase?
  /// Why rows of collections stay as they are in every state, by collection.
  var leaving: [String: String] = [:]
  /// What the run has to say beside its outcomes.
  var remarks: [String] = []
  /// What nobody keeps who proves in place.
  var otherWrites = OtherWrites()
  /// Why rows are not what they were before.
  private(set) var notRestored: Diagnostic?
  /// Whether what an operation answered in state A ends the run; nil where nothing does.
  var endsRun: ((Endpoint, Evidence, RowLabels) -> Bool)?
  /// Whether an operation ended the run, and no further ones are to be asked.
  var isCutShort = false
  /// nil where no lock is held.
  private(set) var renewal: LockRenewal?
  private let variables: [String: String]
  /// Hides what was sent as a secret.
  private(set) var redaction: Redaction

  /// Keeps these out of what is printed.
  mutating func hide(_ secrets: [String]) {
    for secret in secrets { redaction.add(secret) }
  }

  /// What the `curl` lines of the operations need.
  var curlNeeds: [String] {
    let environment = verification.environment
    return CurlNeeds.lines(
      of: verification.document.service, service.settings,
      extraArguments: verification.settings.serviceArguments, variables: lastingVariables,
      environment: environment)
      + CurlNeeds.lines(
        of: verification.data.changeable == nil ? nil : verification.document.proof?.a)
      + CurlNeeds.lines(of: order, endpoints)
      + CurlNeeds.lines(
        of: rolesInUse, secrets: credentials?.secrets ?? [:], environment: environment)
  }

  /// As they are when a copy of the database is gone.
  private var lastingVariables: [String: String] {
    guard let copied = verification.data.copied else { return variables }
    return variables.merging(["DATABASE_URL": copied.url]) { $1 }
  }

  /// Which states are visited.
  enum States {
    case all
    /// Only the first, for recording.
    case first
  }

  /// - Throws: `Diagnostics` when the service definition cannot be made into a command and an address.
  init(_ verification: Verification, _ endpoints: [Endpoint]) throws {
    let definition = verification.document.service
    let variables = ServiceSettings.variables(
      environment: verification.environment,
      port: try ServiceSettings.port(for: definition),
      databaseURL: verification.settings.databaseURL)
    let settings = try ServiceSettings(
      definition, variables: variables, searchFolders: verification.settings.searchFolders,
      extraArguments: verification.settings.serviceArguments, folder: verification.document.folder,
      startFolder: verification.settings.serviceFolder)
    self.verification = verification
    self.endpoints = endpoints
    self.variables = variables
    self.evidence = try EvidenceFile(operations: endpoints.count)
    let order = ExchangeOrder(endpoints)
    self.order = order
    self.withheld = WithheldCalls(
      endpoints, order, roles: verification.document.roles,
      refusal: verification.refusalOfEffects(to: settings))
    self.inputs = try Inputs(
      for: [], variables: verification.document.sent(of: variables), store: nil)
    let redaction = verification.document.redaction(in: variables)
    self.redaction = redaction
    self.service = ServiceUnderTest(
      settings, redaction: redaction,
      connections: verification.settings.concurrency,
      limits: definition.limits)
  }

  /// Visits the states. At the end, and if anything throws, stops the service and restores the rows.
  mutating func run(states: States) async throws {
    try await putBack(after: { round in try await round.visit(states) })
  }

  /// Runs `body`, then stops the service and restores the rows, whatever happened.
  mutating func putBack(
    after body: (inout VerifyRound) async throws -> Void
  ) async throws {
    verification.settings.progress?(.begun)
    defer { verification.settings.progress?(.ended) }
    renewal = try acquiredLock()
    defer {
      renewal?.release()
      renewal = nil
    }
    if let store = verification.data.changeable?.store,
      try store.read({ try ProofDatabase.isUnderWay(in: $0) })
    {
      try ProofDatabase.putBack(on: store)
    }
    do {
      try await body(&self)
    } catch {
      await service.stop()
      try? putBackRows()
      throw error
    }
    await service.stop()
    try? lookForWrites()
    do {
      try putBackRows()
    } catch let problem as Diagnostic {
      notRestored = problem
    }
    try? lookAtStructure()
    database = nil
  }

  /// A copy of the database goes as it is.
  private func putBackRows() throws {
    if verification.data.copied == nil { try database?.putBack() }
  }

  private func acquiredLock() throws -> LockRenewal? {
    guard let data = verification.data.changeable, data.copied == nil, let store = data.store,
      let holder = data.holder
    else { return nil }
    return LockRenewal(of: try store.lock(holder), on: store, clock: holder.clock)
  }

  private mutating func visit(_ states: States) async throws {
    try await prepare()
    let original = states == .all ? try beginProof() : nil
    var client = try await enter(.first)
    if let inventory = verification.document.inventory {
      documents = try await inventory.fetch(base: client.baseURL, variables: variables)
    }
    try await ask(client, in: .first, times: verification.settings.repeats)
    switch states {
    case .first: return try await askEffects(client, in: .first)
    case .all: break
    }
    if isCutShort { return }
    if service.isManaged {
      client = try await restarted(.restarted)
      try await ask(client, in: .restarted, times: verification.settings.repeats)
    }
    try await askEffects(client, in: .first)
    if let database, let original { try await prove(client, database, original) }
    let sets = verification.document.proof
    guard verification.data.changeable != nil, sets != nil || database != nil else { return }
    if let sets { try await ask(in: .other, withSet: sets.b) }
    try await ask(in: .returned, withSet: sets?.a)
  }

  /// Brings the database into state A, and looks at what is there.
  private mutating func prepare() async throws {
    try beginCopies()
    try checkReach()
    if let sets = verification.document.proof, verification.data.changeable != nil {
      await service.stop()
      do {
        try await load(sets.a)
      } catch let problem as Diagnostic where problem.location == nil {
        throw Diagnostic(
          problem.code, "the set '\(sets.a)' cannot be loaded: \(problem.message)",
          help: problem.help, cause: problem.cause)
      }
    }
    if let store = verification.data.store {
      if readsData { data = try store.read { try RecordedData(of: $0) } }
      labels = try store.read { try RowLabels(of: $0) }
    }
    try checkReads()
  }

  private func load(_ set: String) async throws {
    verification.settings.progress?(.seeding(set: set))
    try await verification.data.changeable?.reseed(set)
  }

  /// Asks every operation after the rows were restored, and those of a set were loaded.
  private mutating func ask(in state: VerifyState, withSet set: String?) async throws {
    await service.stop()
    try await betweenWatches { round in
      try round.database?.restore()
      if let set { try await round.load(set) }
    }
    let client: ServiceClient
    do {
      client = try await enter(state)
    } catch let failure as StateFailure {
      return try keep(failure, in: state)
    }
    if let database, state != .returned { try note(state, of: database) }
    try await ask(client, in: state, times: 1)
    try await askEffects(client, in: state)
  }

  /// Looks up the values that requests need as they are now, and starts the service anew.
  ///
  /// - Throws: in the first state `Diagnostics` for each value that is not there and each login that fails, in
  ///   others `StateFailure` when the service does not start.
  mutating func enter(_ state: VerifyState) async throws -> ServiceClient {
    let seededKey = verification.settings.seededKey
    let hidden = verification.document.secretVariables
    let variables = verification.document.sent(of: variables)
    let values = rolesInUse.flatMap(\.inputs) + asked.flatMap(\.inputs)
    inputs =
      state == .first
      ? try Inputs(
        for: values, variables: variables, hiding: hidden, store: verification.data.store,
        seededKey: seededKey)
      : Inputs(
        trying: values, variables: variables, hiding: hidden, store: verification.data.store,
        seededKey: seededKey)
    return try await restarted(state)
  }

  /// As `enter`, with the values of before: the rows they come from may be gone.
  mutating func restarted(_ state: VerifyState) async throws -> ServiceClient {
    try Task.checkCancellation()
    await service.stop()
    try renewal?.renewIfDue()
    verification.settings.progress?(.starting(service: service.settings.baseURL))
    let isStrict = state == .first
    var credentials =
      isStrict
      ? try Credentials(for: rolesInUse, inputs) : Credentials(trying: rolesInUse, inputs)
    hide(credentials.secrets.keys.sorted() + credentials.parts)
    await service.hide(redaction)
    let client: ServiceClient
    do {
      client = try await service.start()
    } catch let problem as Diagnostic where !isStrict {
      throw StateFailure(message: problem.message)
    }
    let folder = verification.document.folder
    if isStrict {
      try await credentials.logIn(rolesInUse, client, inputs, folder: folder)
    } else {
      try await credentials.tryToLogIn(rolesInUse, client, inputs, folder: folder)
    }
    hide(credentials.secrets.keys.sorted() + credentials.parts)
    await service.hide(redaction)
    // What a login writes is not looked for.
    if rolesInUse.contains(where: \.mayChangeData) { otherWrites.before = nil }
    self.credentials = credentials
    return client
  }

  /// - Throws: `Diagnostics` for each collection that an operation says it reads, and that is not there.
  func checkReads() throws {
    guard let names = try verification.data.store?.read({ try $0.collectionNames() }) else {
      return
    }
    var problems = Diagnostics()
    for endpoint in endpoints {
      for name in endpoint.reads where !names.contains(name) {
        problems.add(
          Diagnostic(
            .goldenFile,
            "\(endpoint.title) reads '\(name)', and there is no such collection"
              + Suggestion.phrase(for: name, among: names), at: endpoint.location))
      }
    }
    try problems.throwIfAny()
  }

  /// What every operation answers where the service does not start.
  private func keep(_ failure: StateFailure, in state: VerifyState) throws {
    for place in endpoints.indices where withheld[place] == nil {
      try evidence.keep(
        [.failure(ExchangeFailure(message: failure.message))], of: place, in: state,
        isFurther: false)
    }
  }

  /// The endpoints whose calls are made.
  var asked: [Endpoint] {
    endpoints.indices.filter { withheld[$0] == nil }.map { endpoints[$0] }
  }

  var rolesInUse: [Role] {
    let used = Set(asked.compactMap(\.role))
    return verification.document.roles.filter { used.contains($0.name) }
  }
}

/// Why a state cannot be asked in.
struct StateFailure: Error {
  let message: String
}
