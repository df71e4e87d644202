public import SeedbedCore

extension Verification {
  /// Changes one collection at a time, and sees which answers change with it.
  ///
  /// A collection is changed twice: to other values and counts, and to no rows at all.
  ///
  /// - Throws: as `run`, and `Diagnostic` when no data may be changed. The rows are put back.
  public func matrix() async throws -> MatrixOutcome {
    let endpoints = try selected().filter(\.isRepeatable)
    var round = try VerifyRound(self, endpoints)
    var outcome = MatrixOutcome(endpoints: endpoints)
    try await round.putBack { round in
      guard let original = try round.beginProof(), let database = round.database else {
        throw Diagnostic(
          .matrixWithoutData, "there is no data that may be changed",
          help: "put the test mark on the database: seedbed db mark")
      }
      let client = try await round.enter(.first)
      try await round.ask(client, in: .first, times: 2)
      var canaries = round.canaries(of: original)
      for collection in original.collections.map(\.schema.name).sorted() {
        let states = [
          (VerifyState.changed, canaries.changed(only: collection)),
          (.empty, canaries.without(collection)),
        ]
        for (state, data) in states {
          try Task.checkCancellation()
          await round.service.stop()
          do {
            try round.put(data, from: original, database)
            let client = try await round.restarted(state)
            try await round.ask(client, in: state, times: 1)
          } catch let failure as StateFailure {
            outcome.add(notMeasured: "\(collection), \(state.rawValue): \(failure.message)")
          }
        }
        let evidence = round.evidence
        try outcome.add(collection, endpoints: endpoints) { try evidence.evidence(of: $0) }
      }
    }
    return outcome
  }
}

extension Diagnostic.Code {
  /// A matrix asked for where nothing may be changed.
  public static let matrixWithoutData = Self("verify.no-data", .runFailed)
}
