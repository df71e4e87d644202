import SeedbedCore
import SeedbedStore

extension VerifyRound {
  /// Copies the rows, where data may be changed; nil where no proof can be made.
  mutating func beginProof() throws -> ProofData? {
    guard let store = verification.data.changeable?.store else { return nil }
    let database = ProofDatabase(store)
    guard let data = try database.data() else {
      remarks.append(
        "no proof: the database holds \(ProofLimit.state.excess(rows: try database.rowCount()))")
      return nil
    }
    let unreadable = try database.unreadable()
    if data.collections.isEmpty {
      if !unreadable.isEmpty { remarks.append("no proof: this role may read no rows") }
      return nil
    }
    try begin(database)
    proof = ProofEvidence(endpoints)
    let trial = ExchangeTrial(on: store, of: data, seed: verification.settings.proofSeed)
    leaving = try trial.hindrances()
    for collection in unreadable { leaving[collection] = "this role may not read its rows" }
    for (collection, why) in leaving.sorted(by: { $0.key < $1.key }) {
      proof?.add(.notExchanged(collection: collection, why))
    }
    try note(.first, of: database)
    return data
  }

  /// Copies the rows before sets are loaded over them, and before calls that may change data.
  mutating func beginCopies() throws {
    guard let store = verification.data.changeable?.store else { return }
    let database = ProofDatabase(store)
    let changes =
      verification.document.proof != nil || asked.contains(where: \.mayChangeData)
      || rolesInUse.contains(where: \.mayChangeData)
    if try changes || database.rowCount() <= ProofLimit.state.rows { try begin(database) }
  }

  /// Refuses to load sets, and to make calls, if what they change could not be restored.
  mutating func checkReach() throws {
    guard let store = verification.data.store, let database,
      verification.document.proof != nil || asked.contains(where: \.mayChangeData)
    else { return }
    let data = try database.data() ?? database.sample()
    if data.collections.isEmpty { return }
    let trial = ExchangeTrial(on: store, of: data, seed: verification.settings.proofSeed)
    let reached = try trial.reach() + store.read { try $0.tablesWithoutCopy() }
    guard !reached.isEmpty else { return }
    let tables = reached.map(\.description).joined(separator: ", ")
    if verification.data.copied != nil {
      return remarks.append(
        "rows of \(tables) change with those of the collections, and are not restored between states"
      )
    }
    throw Diagnostic(
      .proofOutOfReach,
      "rows of \(tables) would change with those of the collections, and could not be restored",
      help: """
        nothing was changed; verify on a database without them, or give this role the right to see and write \
        all of their rows
        """)
  }

  private mutating func begin(_ database: ProofDatabase) throws {
    if self.database != nil { return }
    try database.begin()
    self.database = database
    watchStructure()
  }

  /// Visits the states that are made from A.
  mutating func prove(
    _ client: ServiceClient, _ database: ProofDatabase, _ original: ProofData
  ) async throws {
    var canaries = canaries(of: original)
    for state in VerifyState.made {
      try Task.checkCancellation()
      let data = canaries.data(of: state)
      do {
        if state == .oneMore {
          try await betweenWatches { try $0.put(data, from: original, database) }
          try await askNoted(client, in: state, database)
          try await askWithOthers(client, database, &canaries)
        } else {
          await service.stop()
          try await betweenWatches { try $0.put(data, from: original, database) }
          try await askNoted(try await enter(state), in: state, database)
        }
      } catch let failure as StateFailure {
        proof?.add(.stateNotMade(state, failure.message))
      }
    }
  }

  private mutating func askNoted(
    _ client: ServiceClient, in state: VerifyState, _ database: ProofDatabase
  ) async throws {
    try note(state, of: database)
    try await ask(client, in: state, times: 1)
  }

  /// - Throws: `StateFailure` when the database takes nothing of it.
  mutating func put(
    _ data: ProofData, from original: ProofData, _ database: ProofDatabase
  ) throws {
    do {
      for refused in try database.put(
        data, madeFrom: original, leaving: Set(leaving.keys))
      {
        proof?.add(.rowsRefused(refused))
      }
    } catch let problem as Diagnostic where problem.code != .storeLockLost {
      let cause = problem.cause.map { " (\($0))" } ?? ""
      throw StateFailure(message: "the database refuses its rows: \(problem.message)\(cause)")
    }
  }

  /// Adds rows of other tenants to A, for the roles that may not see them.
  private mutating func askWithOthers(
    _ client: ServiceClient, _ database: ProofDatabase, _ canaries: inout CanaryData
  ) async throws {
    let tenants = try rolesInUse.compactMap { role in
      try role.tenant.map { (column: $0.column, own: try inputs.text(of: $0.own)) }
    }
    guard !tenants.isEmpty else { return }
    let original = canaries.original
    var data = original
    for column in Set(tenants.map(\.column)).sorted() {
      let own = Set(tenants.filter { $0.column == column }.map(\.own))
      canaries.addOthers(to: &data, column: column, own: own)
    }
    try await betweenWatches { try $0.put(data, from: original, database) }
    try await ask(client, in: .others, times: 1)
  }

  /// Makes states from `data`, around the rows that requests need: those of who asks stay as they are, of those
  /// that are asked for only what is sent.
  func canaries(of data: ProofData) -> CanaryData {
    let askers =
      verification.document.roles.flatMap(\.inputs)
      + endpoints.flatMap { ($0.request.headers + $0.request.cookies).map(\.value) }
    let keptRows =
      askers.compactMap(\.row).map { keptRow(at: $0, isWhole: true) }
      + endpoints.flatMap(\.question).compactMap(\.row).map { keptRow(at: $0, isWhole: false) }
    return CanaryData(
      data, keeping: keptRows + loginRows(in: data), seed: verification.settings.proofSeed)
  }

  private func keptRow(at reference: RowReference, isWhole: Bool) -> CanaryData.KeptRow {
    let row = inputs.row(at: reference)
    let key = row?.keyColumn ?? "id"
    return .init(
      collection: reference.collection, column: key, value: row?.key ?? .text(reference.label),
      columns: isWhole ? nil : [key, reference.column])
  }

  /// Keeps what is in the database now, and what the oracles say of it.
  mutating func note(_ state: VerifyState, of database: ProofDatabase) throws {
    guard let data = try database.data(within: .grown) else { return }
    proof?.add(state, data)
    if verification.data.copied == nil, otherWrites.before == nil { otherWrites.before = data }
    for (place, endpoint) in endpoints.enumerated() {
      for (number, oracle) in endpoint.oracles.enumerated() {
        var values: [Value]?
        do {
          values = try database.values(of: oracle.sql)
        } catch {
          let cause = (error as? Diagnostic).map { $0.cause ?? $0.message }
          if state == .first {
            throw Diagnostic(
              .goldenFile, "the oracle cannot be asked", at: oracle.location,
              cause: cause ?? String(describing: error))
          }
          proof?.add(
            .oracleFailed(
              place: place, state, "the oracle cannot be asked: \(cause ?? "\(error)")"))
        }
        proof?.add(values, of: number, ofOperation: place)
      }
    }
  }
}

extension CanaryData {
  /// The rows of one of the states a proof makes.
  fileprivate mutating func data(of state: VerifyState) -> ProofData {
    switch state {
    case .oneMore: oneMore()
    case .changed: changed(factor: 3)
    case .changedAgain: changed(factor: 6)
    case .changedMore: changed(factor: 9)
    case .changedMost: changed(factor: 15)
    case .empty: empty()
    case .large: changed(factor: CanaryData.mostFactor)
    case .first, .restarted, .others, .other, .returned: original
    }
  }
}
