import SeedbedCore
import SeedbedStore

extension VerifyRound {
  /// Copies the rows, where data may be changed; nil where no proof can be made.
  mutating func beginProof() throws -> ProofData? {
    guard verification.reseed != nil, let store = verification.store else { return nil }
    let database = ProofDatabase(store)
    guard let data = try database.data(), !data.collections.isEmpty else { return nil }
    try database.begin()
    self.database = database
    proof = ProofEvidence(endpoints)
    try note(.first, of: database)
    return data
  }

  /// Visits the states that are made from A.
  mutating func prove(
    _ client: ServiceClient, _ database: ProofDatabase, _ original: ProofData
  ) async throws {
    var canaries = canaries(of: original)
    for state in VerifyState.made {
      try Task.checkCancellation()
      var client = client
      let data = canaries.data(of: state)
      if state == .oneMore {
        try database.put(data)
      } else {
        client = try await enter(data, of: database)
      }
      try note(state, of: database)
      try await ask(client, in: state, times: 1)
      if state == .oneMore { try await askWithOthers(client, database, &canaries) }
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
    var data = canaries.original
    for column in Set(tenants.map(\.column)).sorted() {
      let own = Set(tenants.filter { $0.column == column }.map(\.own))
      canaries.addOthers(to: &data, column: column, own: own)
    }
    try database.put(data)
    try await ask(client, in: .others, times: 1)
  }

  /// Makes states from `data`, around the rows that requests need.
  func canaries(of data: ProofData) -> CanaryData {
    let values = verification.document.roles.flatMap(\.inputs) + endpoints.flatMap(\.inputs)
    return CanaryData(
      data,
      keeping: values.compactMap(\.row).map {
        let row = inputs.row(at: $0)
        return .init(
          collection: $0.collection, column: row?.keyColumn ?? "id",
          value: row?.key ?? .text($0.label))
      }, seed: verification.proofSeed)
  }

  /// Keeps what is in the database now, and what the oracles say of it.
  mutating func note(_ state: VerifyState, of database: ProofDatabase) throws {
    guard let data = try database.data() else { return }
    proof?.add(state, data)
    for (place, endpoint) in endpoints.enumerated() {
      for (number, oracle) in endpoint.oracles.enumerated() {
        let atoms = try Self.values(of: oracle, database)
        proof?.add(atoms, of: number, ofOperation: place)
      }
    }
  }

  private static func values(
    of oracle: Endpoint.Oracle, _ database: ProofDatabase
  ) throws -> [Atom] {
    do {
      return try database.values(of: oracle.sql).map { Atom($0) }
    } catch {
      throw Diagnostic(
        .goldenFile, "the oracle cannot be asked", at: oracle.location,
        cause: String(describing: error))
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
    case .large: changed(factor: 30)
    case .first, .restarted, .others, .other, .returned: original
    }
  }
}
