package import SeedbedCore

/// The mark in a database that says: this one may be emptied and filled at will.
///
/// It lies in the database itself, so that no wrong address can carry it along, and says for which database it
/// was made, so that no copy carries it along either.
package enum TestMark {
  /// Facts about the database itself, by name.
  static let facts = CollectionSchema(
    name: "seedbed_facts",
    columns: [
      .init(name: "name", type: .text, isPrimaryKey: true),
      .init(name: "value", type: .text),
    ])
  private static let fact = "test_mark"
  private static let boundFact = "test_mark_of"

  /// Whether a database is marked.
  package enum State: Sendable, Hashable {
    case unmarked
    case marked(String)
    /// There is a mark, and it was made for another database.
    case elsewhere(reason: String)
  }

  package static func state(in session: any StoreSession) throws -> State {
    guard try session.hasCollection(facts.name) else { return .unmarked }
    func value(of name: String) throws -> String? {
      try session.rows("SELECT value FROM \(facts.name) WHERE name = $1", [.text(name)])
        .first?.decode("value")
    }
    guard let name = try value(of: fact) else { return .unmarked }
    guard let bound = try value(of: boundFact) else {
      return .elsewhere(reason: "the mark does not say for which database it was made")
    }
    return try bound == session.identity()
      ? .marked(name) : .elsewhere(reason: session.otherIdentity)
  }

  /// The name the database was marked with, or nil.
  package static func name(in session: any StoreSession) throws -> String? {
    if case .marked(let name) = try state(in: session) { name } else { nil }
  }

  /// Marks a database that holds nothing yet, or that is marked already.
  ///
  /// - Throws: `Diagnostic` when it holds something and `confirmation` is not the database's name.
  package static func set(
    _ name: String, on store: any Store, confirmation: String? = nil
  ) throws {
    try store.transaction(.structure) { session in
      let state = try Self.state(in: session)
      if state.words != nil, confirmation != store.name {
        try requireNothing(in: session, of: store, state)
      }
      try write(name, in: session)
    }
  }

  /// Takes the mark off.
  ///
  /// - Returns: whether there was one, be it another database's.
  package static func remove(from store: any Store) throws -> Bool {
    try store.transaction(.rows) { session in
      guard try session.hasCollection(facts.name) else { return false }
      return try session.execute(
        "DELETE FROM \(facts.name) WHERE name IN ($1, $2)", [.text(fact), .text(boundFact)]) > 0
    }
  }

  /// Makes the mark of a copy that this program made its own.
  package static func moveToCopy(on store: any Store) throws {
    _ = try store.transaction(.rows) { session in
      guard try session.hasCollection(facts.name) else { return 0 }
      return try session.execute(
        "UPDATE \(facts.name) SET value = $2 WHERE name = $1",
        [.text(boundFact), .text(session.identity())])
    }
  }

  /// Whether a database is marked, or named by the person.
  package static func allowsChanges(
    of store: any Store, confirmation: String?
  ) throws -> Bool {
    try confirmation == store.name || store.read { try name(in: $0) != nil }
  }

  /// Lets `action` go on only on a marked database, or one the person named.
  package static func require(
    for action: String, on store: any Store, confirmation: String?
  ) throws {
    if confirmation == store.name { return }
    let state = try store.read { try Self.state(in: $0) }
    guard let words = state.words else { return }
    throw Diagnostic(
      .testMarkMissing,
      "\(action) changes what is in \(store.name), and that database \(words)",
      help: """
        if it is a test database, mark it: 'seedbed db mark \(store.confirmation)'; to let this command alone \
        run, add \(store.confirmation)
        """)
  }

  private static func requireNothing(
    in session: any StoreSession, of store: any Store, _ state: State
  ) throws {
    guard let first = try session.firstContent() else { return }
    throw Diagnostic(
      .testMarkRefused,
      """
      \(store.name) holds \(first) and \(state.words ?? "has no test mark"); it may be somebody's real \
      database
      """,
      help: "to mark it as a test database: 'seedbed db mark \(store.confirmation)'")
  }

  private static func write(_ name: String, in session: any StoreSession) throws {
    try session.ensure(facts)
    for (fact, value) in [(fact, name), (boundFact, try session.identity())] {
      try session.execute(
        """
        INSERT INTO \(facts.name) (name, value) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """, [.text(fact), .text(value)])
    }
  }
}

extension TestMark {
  /// The option by which a person says that the database of this name is meant.
  package static func confirmation(of name: String) -> String {
    "--i-know-this-is \(ShellWord.quoted(name))"
  }
}

extension Store {
  /// The option by which a person says that this database is meant.
  package var confirmation: String { TestMark.confirmation(of: name) }
}

extension TestMark.State {
  /// What an unmarked database is told; nil for a marked one.
  package var words: String? {
    switch self {
    case .marked: nil
    case .unmarked: "has no test mark"
    case .elsewhere(let reason): "has no test mark: \(reason)"
    }
  }
}

extension Diagnostic.Code {
  /// A destructive command on a database without the test mark.
  package static let testMarkMissing = Self("store.test-mark-missing", .runFailed)
  /// A test mark asked for on a database that is in use.
  package static let testMarkRefused = Self("store.test-mark-refused", .runFailed)
}
