package import SeedbedCore
package import SeedbedFormats

/// Which endpoint reads which collection, seen by changing one collection at a time.
package struct MatrixOutcome: Sendable, Hashable {
  /// In alphabetical order.
  package private(set) var collections: [String] = []
  /// In the order of the documents.
  package private(set) var rows: [Row]

  /// What could not be looked at, a sentence each.
  package private(set) var notMeasured: [String] = []
  /// What else there is to know of the run, a sentence each.
  package internal(set) var remarks: [String] = []
  /// Why rows are not what they were before; nil when they are.
  package internal(set) var problem: Diagnostic?

  /// One endpoint.
  package struct Row: Sendable, Hashable {
    /// The call, and its case where there are several.
    package let title: String
    /// Its place among the endpoints.
    fileprivate let place: Int
    /// What its `reads:` says, in alphabetical order; empty when it says nothing.
    package let declared: [String]
    /// The collections with which its answer changed, in alphabetical order.
    package fileprivate(set) var reads: [String]

    /// Collections that could not be changed, so that nobody knows whether it reads them.
    fileprivate var unseen: Set<String> = []

    /// What it says it reads and nobody could see, in alphabetical order.
    package var unknown: [String] { declared.filter { unseen.contains($0) && !reads.contains($0) } }

    /// Whether it reads what it says, as far as could be seen; true when it says nothing.
    package var isAsDeclared: Bool {
      declared.isEmpty || declared.filter { !unknown.contains($0) } == reads
    }
  }

  init(endpoints: [Endpoint]) {
    rows = endpoints.enumerated().map { place, endpoint in
      Row(
        title: endpoint.title, place: place,
        declared: endpoint.reads.sorted(), reads: [])
    }
  }

  /// Whether every endpoint reads what it says it reads.
  package var isAsDeclared: Bool { rows.allSatisfy(\.isAsDeclared) }

  /// The same with other words for what could not be looked at.
  func mapped(_ text: (String) -> String) -> MatrixOutcome {
    var mapped = self
    mapped.notMeasured = notMeasured.map(text)
    mapped.remarks = remarks.map(text)
    return mapped
  }

  /// Takes an endpoint out of the matrix, of which nothing can be said.
  mutating func leaveOut(_ place: Int, since why: String) {
    notMeasured += rows.filter { $0.place == place }.map { "\($0.title): \(why)" }
    rows.removeAll { $0.place == place }
  }

  /// Adds a collection that is to be changed.
  mutating func add(_ collection: String) {
    collections.append(collection)
  }

  /// Notes which endpoints' answers a collection changed between two states; `evidenceOf` takes the place of an
  /// endpoint.
  mutating func add(
    _ collection: String, changed state: VerifyState, from baseline: VerifyState,
    endpoints: [Endpoint], evidenceOf: (Int) throws -> Evidence
  ) rethrows {
    for row in rows.indices where rows[row].reads.last != collection {
      let evidence = try evidenceOf(rows[row].place)
      let changes = AnswerChanges(
        Comparison(matchers: endpoints[rows[row].place].matchers, purpose: .variation))
      let here = evidence.sameState.compactMap(\.answer)
      let noise = Set(changes.leaves(from: here.first, to: here.dropFirst()))
      let before = evidence[baseline].first?.answer
      let after = evidence[state].compactMap(\.answer)
      let moved = changes.leaves(from: before, to: after).contains { !noise.contains($0) }
      if moved || (before != nil && after.isEmpty) { rows[row].reads.append(collection) }
    }
  }

  /// Notes a collection that could not be changed, in a state or at all.
  mutating func add(notMeasured collection: String, _ why: String) {
    notMeasured.append(why)
    for row in rows.indices { rows[row].unseen.insert(collection) }
  }

  /// The matrix for other programs.
  package var json: JSONValue {
    [
      "version": 1,
      "collections": .array(collections.map { .string($0) }),
      "not_measured": .array(notMeasured.map { .string($0) }),
      "remarks": .array(remarks.map { .string($0) }),
      "endpoints": .array(
        rows.map { row in
          [
            "call": .string(row.title),
            "reads": .array(row.reads.map { .string($0) }),
            "declared": .array(row.declared.map { .string($0) }),
            "unknown": .array(row.unknown.map { .string($0) }),
          ]
        }),
    ]
  }
}
