public import SeedbedCore

/// The mark in a database that says: this one may be emptied and filled at will.
///
/// It lies in the database itself, so that no wrong address can carry it along.
public enum TestMark {
  private static let fact = "test_mark"

  /// The name the database was marked with, or nil.
  public static func name(in session: any StoreSession) throws -> String? {
    guard try session.hasCollection(StoreTables.facts.name) else { return nil }
    return try session.rows("SELECT value FROM seedbed_facts WHERE name = $1", [.text(fact)])
      .first?.text("value")
  }

  /// Marks a database that holds no collection yet, or that is marked already.
  ///
  /// - Throws: `Diagnostic` when there are collections and `confirmation` is not the database's name.
  public static func set(
    _ name: String, on store: any Store, confirmation: String? = nil
  ) throws {
    try store.transaction(.structure) { session in
      let marked = try self.name(in: session) != nil
      let isEmpty = try session.collectionNames().isEmpty
      guard marked || isEmpty || confirmation == store.name else {
        throw Diagnostic(
          .testMarkRefused,
          "\(store.name) holds collections and has no test mark; it may be somebody's real database",
          help: "to mark it as a test database: --i-know-this-is \(store.name)")
      }
      try session.ensure(StoreTables.facts)
      try session.execute(
        """
        INSERT INTO seedbed_facts (name, value) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """, [.text(fact), .text(name)])
    }
  }

  /// Lets `action` go on only on a marked database, or one the person named.
  public static func require(
    for action: String, on store: any Store, confirmation: String?
  ) throws {
    guard try store.read({ try name(in: $0) }) == nil, confirmation != store.name else { return }
    throw Diagnostic(
      .testMarkMissing,
      "\(action) changes what is in \(store.name), and that database has no test mark",
      help: """
        create it with 'seedbed up --test' (or 'seedbed migrate up --test'), or, if you are sure, \
        add --i-know-this-is \(store.name)
        """)
  }
}

extension Diagnostic.Code {
  /// A destructive command on a database without the test mark.
  public static let testMarkMissing = Self("store.test-mark-missing", .runFailed)
  /// A test mark asked for on a database that is in use.
  public static let testMarkRefused = Self("store.test-mark-refused", .runFailed)
}
