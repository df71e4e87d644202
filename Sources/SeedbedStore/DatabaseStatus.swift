/// What a database holds, in numbers.
public struct DatabaseStatus: Sendable, Hashable {
  public struct Collection: Sendable, Hashable {
    public let name: String
    public let count: Int
  }

  /// The database, as messages name it.
  public let name: String
  /// The name it was marked with as a test database, or nil.
  public let testMark: String?
  /// Such as `has no test mark: the mark was made for another database`.
  package let markWords: String
  /// In alphabetical order.
  public let collections: [Collection]

  /// Counts the records of every collection.
  public init(of session: any StoreSession, name: String) throws {
    self.name = name
    let state = try TestMark.state(in: session)
    markWords = state.words ?? "has the test mark"
    testMark = if case .marked(let name) = state { name } else { nil }
    collections = try session.collectionNames().map { collection in
      Collection(name: collection, count: try session.count(of: collection))
    }
  }
}
