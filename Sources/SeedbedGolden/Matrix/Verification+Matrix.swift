package import SeedbedCore

extension Verification {
  /// Changes one collection at a time, and sees which answers change with it.
  ///
  /// A collection is changed twice: to other values and counts, and to no rows at all. Where rows of others go
  /// with its own, as children do with their parents, the answers are compared with those of a state in which
  /// only the others are as they are there.
  ///
  /// - Throws: as `run`, and `Diagnostic` when no data may be changed. The rows are restored.
  package func matrix() async throws -> MatrixOutcome {
    let endpoints = try selected()
    var round = try VerifyRound(self, endpoints)
    var outcome = MatrixOutcome(endpoints: endpoints)
    do {
      try await round.putBack { try await $0.fill(&outcome) }
    } catch {
      throw round.redaction(error)
    }
    outcome.remarks = round.allRemarks
    outcome.problem = round.notRestored.map { round.redaction($0) }
    return outcome.mapped { round.redaction($0) }
  }
}

/// One way to change a collection, and the states in which the answers to it are kept.
private struct MatrixChange {
  let state: VerifyState
  /// The state in which only what went with the collection is changed.
  let baseline: VerifyState
  let data: ProofData
}

/// What changed rows and the answers to them are compared with.
private struct MatrixBase {
  /// The rows as they were found.
  let original: ProofData
  /// The same after they were put into the database, where triggers may have added to them.
  let put: ProofData
  /// The state in which `put` was there; the first unless triggers added to it.
  let state: VerifyState
}

extension VerifyRound {
  fileprivate mutating func fill(_ outcome: inout MatrixOutcome) async throws {
    guard let original = try beginProof(), let database else {
      throw Diagnostic(
        .matrixWithoutData, "there is no data that may be changed",
        help: "put the test mark on the database: 'seedbed db mark'")
    }
    try checkReads()
    try await ask(try await enter(.first), in: .first, times: 2)
    if service.isManaged {
      try await ask(try await restarted(.restarted), in: .restarted, times: 1)
    }
    for place in endpoints.indices {
      if let why = try whyUnanswered(place) { outcome.leaveOut(place, since: why) }
    }
    let base = try await base(of: original, database)
    var canaries = canaries(of: original)
    let names = Set(original.collections.map(\.schema.name)).union(leaving.keys)
    for collection in names.sorted() {
      outcome.add(collection)
      if let why = leaving[collection] {
        outcome.add(notMeasured: collection, "\(collection): \(why)")
        continue
      }
      let changes: [MatrixChange] = [
        MatrixChange(
          state: .changed, baseline: .changedAgain, data: canaries.changed(only: collection)),
        MatrixChange(state: .empty, baseline: .changedMore, data: canaries.without(collection)),
      ]
      for change in changes {
        do {
          let before = try await make(change, of: collection, from: base, database)
          try outcome.add(collection, changed: change.state, from: before, endpoints: endpoints) {
            [evidence] in try evidence.evidence(of: $0)
          }
        } catch let failure as StateFailure {
          outcome.add(
            notMeasured: collection, "\(collection), \(change.state.rawValue): \(failure.message)")
        }
      }
    }
  }

  /// Puts the rows that are there into the database once more, and asks every operation if that changed any.
  fileprivate mutating func base(
    of original: ProofData, _ database: ProofDatabase
  ) async throws -> MatrixBase {
    await service.stop()
    var put = original
    do {
      try await betweenWatches { try $0.put(original, from: original, database) }
      put = try database.data(like: original) ?? original
    } catch is StateFailure {
      // What the database refuses is told of the changes.
    }
    if put == original { return MatrixBase(original: original, put: original, state: .first) }
    try await ask(try await restarted(.other), in: .other, times: 1)
    return MatrixBase(original: original, put: put, state: .other)
  }

  /// Why an operation has no answer that others could be compared with; nil if it has one.
  fileprivate func whyUnanswered(_ place: Int) throws -> String? {
    if let why = withheld[place] { return why }
    guard let first = try evidence.evidence(of: place).first.first else {
      return endpoints[place].changesData
        ? "it changes data" : "it comes after a call that changes data"
    }
    return first.failure
  }

  /// Changes a collection, and asks every operation.
  ///
  /// - Returns: the state whose answers differ by nothing but that collection.
  /// - Throws: `StateFailure` when the state cannot be made.
  fileprivate mutating func make(
    _ change: MatrixChange, of collection: String, from base: MatrixBase,
    _ database: ProofDatabase
  ) async throws -> VerifyState {
    let original = base.original
    try await ask(change.data, in: change.state, from: base, database)
    var others = try database.data(like: original) ?? change.data
    others.restore(collection, from: base.put)
    if others == base.put { return base.state }
    try await ask(others, in: change.baseline, from: base, database)
    guard try database.data(like: original) == others else {
      throw StateFailure(message: "rows of other collections change with it")
    }
    return change.baseline
  }

  private mutating func ask(
    _ data: ProofData, in state: VerifyState, from base: MatrixBase, _ database: ProofDatabase
  ) async throws {
    try Task.checkCancellation()
    await service.stop()
    try await betweenWatches { round in
      // What triggers add gets the same keys each time.
      if base.state != .first { try database.restore() }
      try round.put(data, from: base.original, database)
    }
    try await ask(try await restarted(state), in: state, times: 1)
  }
}

extension ProofDatabase {
  /// The rows in the collections and columns of `other`.
  fileprivate func data(like other: ProofData) throws -> ProofData? {
    try data()?.aligned(with: other)
  }
}

extension ProofData {
  /// Makes one collection as it is in `original`.
  fileprivate mutating func restore(_ name: String, from original: ProofData) {
    for place in collections.indices where collections[place].schema.name == name {
      collections[place] = original.collections[place]
    }
  }
}

extension Diagnostic.Code {
  /// A matrix asked for where nothing may be changed.
  package static let matrixWithoutData = Self("verify.no-data", .runFailed)
}
