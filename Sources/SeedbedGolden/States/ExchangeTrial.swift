import SeedbedCore
import SeedbedStore

/// Finds, before the first change, which collections a proof can exchange and restore to the last byte.
///
/// Each trial is an exchange and a restoration in a transaction that is rolled back.
struct ExchangeTrial {
  private let store: any Store
  private let data: ProofData
  private let made: ProofData

  /// `data`: the rows that are there, of which copies were made.
  init(on store: any Store, of data: ProofData, seed: UInt64) {
    self.store = store
    self.data = data
    var canaries = CanaryData(data, keeping: [], seed: seed)
    made = canaries.changed(factor: 0.1)
  }

  /// Why the rows of collections stay as they are, by collection.
  func hindrances() throws -> [String: String] {
    var hindrances = try store.read { session in
      try names.reduce(into: [:]) { $0[$1] = try session.whyNotExchanged($1) }
    }
    hindrances = withParents(hindrances)
    if try problem(leaving: Set(hindrances.keys)) == nil { return hindrances }
    return try oneByOne(hindrances)
  }

  /// The tables whose rows cannot be restored, and which change with those of the collections.
  func reach() throws -> [TableName] {
    if let all = try reach(leaving: []) { return all }
    // Something is refused, which may hide what others reach.
    let some = try rings().flatMap { try reach(leaving: Set(names).subtracting($0)) ?? [] }
    return Set(some).sorted { $0.description < $1.description }
  }

  /// nil where the database refuses the exchange.
  private func reach(leaving: Set<String>) throws -> [TableName]? {
    let attempt = try attempt(leaving: leaving) { session, before in
      TrialEnd(
        different: [], outside: try RowCopies.changedWithoutCopy(since: before, in: session))
    }
    return try? attempt.get().outside
  }

  /// Exchanges all others in a transaction that is rolled back.
  ///
  /// `end`: looks at what came of it, and takes what had been written before it.
  ///
  /// - Returns: what was seen, or why the database refuses.
  private func attempt(
    leaving: Set<String>, _ end: (any StoreSession, [TableName: Int64]) throws -> TrialEnd
  ) throws -> Result<TrialEnd, Diagnostic> {
    do {
      return try store.transaction(.structure) { session in
        let before = try session.writtenRows()
        _ = try MadeRows(made, data, leaving: leaving).put(in: session)
        throw try end(session, before)
      }
    } catch let end as TrialEnd {
      return .success(end)
    } catch let problem as Diagnostic where problem.code != .storeLockLost {
      return .failure(problem)
    }
  }

  /// Exchanges more and more collections, children before their parents, and leaves those with which it fails.
  private func oneByOne(_ known: [String: String]) throws -> [String: String] {
    var hindrances = known
    var exchanged: Set<String> = []
    var waiting = rings().filter { $0.isDisjoint(with: known.keys) }
    while let place = waiting.firstIndex(where: { ring in
      children(of: ring).allSatisfy { exchanged.contains($0) || hindrances[$0] != nil }
    }) {
      try Task.checkCancellation()
      let ring = waiting.remove(at: place)
      if let child = children(of: ring).sorted().first(where: { hindrances[$0] != nil }) {
        for name in ring { hindrances[name] = Self.reason(child) }
      } else if let problem = try problem(leaving: Set(names).subtracting(exchanged.union(ring))) {
        for name in ring { hindrances[name] = problem }
      } else {
        exchanged.formUnion(ring)
      }
    }
    return hindrances
  }

  private var names: [String] { data.collections.map(\.schema.name) }

  /// What goes wrong when all others are exchanged and restored; nil for nothing.
  private func problem(leaving: Set<String>) throws -> String? {
    if leaving.count == data.collections.count { return nil }
    let attempt = try attempt(leaving: leaving) { session, before in
      try RowCopies.restore(in: session)
      return TrialEnd(
        different: try RowCopies.different(in: session).map(\.table),
        outside: try RowCopies.changedWithoutCopy(since: before, in: session))
    }
    switch attempt {
    case .success(let end): return end.problem
    case .failure(let problem): return problem.cause ?? problem.message
    }
  }

  /// The collections whose rows others refer to stay where those stay.
  private func withParents(_ hindrances: [String: String]) -> [String: String] {
    var all = hindrances
    while let (parent, child) = edges.first(where: { all[$0.parent] == nil && all[$0.child] != nil }
    ) {
      all[parent] = Self.reason(child)
    }
    return all
  }

  private static func reason(_ child: String) -> String {
    "rows of \(child) refer to its rows, and stay as they are"
  }

  private var edges: [(parent: String, child: String)] {
    let known = Set(names)
    return data.collections.flatMap { collection in
      collection.schema.columns.compactMap { column in
        guard let parent = column.references?.collection, known.contains(parent),
          parent != collection.schema.name
        else { return nil }
        return (parent, collection.schema.name)
      }
    }
  }

  private func children(of ring: Set<String>) -> Set<String> {
    Set(edges.filter { ring.contains($0.parent) && !ring.contains($0.child) }.map(\.child))
  }

  /// The collections; those that refer to each other in a ring are one.
  private func rings() -> [Set<String>] {
    var reached: [String: Set<String>] = [:]
    let edges = edges
    for name in names {
      var found: Set<String> = [name]
      while case let more = Set(edges.filter { found.contains($0.parent) }.map(\.child))
        .subtracting(found), !more.isEmpty
      {
        found.formUnion(more)
      }
      reached[name] = found
    }
    var rings: [Set<String>] = []
    for name in names where !rings.contains(where: { $0.contains(name) }) {
      rings.append(
        (reached[name] ?? [name]).filter { reached[$0]?.contains(name) ?? true })
    }
    return rings
  }
}

/// The end of a trial, which rolls it back.
private struct TrialEnd: Error {
  let different: [TableName]
  let outside: [TableName]

  var problem: String? {
    if let table = outside.first {
      return "what is written there changes \(table), whose rows cannot be restored"
    }
    return different.first.map { "the rows of \($0) could not be restored exactly" }
  }
}
