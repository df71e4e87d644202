/// What a database holds, in numbers.
package struct DatabaseStatus: Sendable, Hashable {
  package struct Collection: Sendable, Hashable {
    package let name: String
    package let count: Int
  }

  /// The database, as messages name it.
  package let name: String
  /// The name it was marked with as a test database, or nil.
  package let testMark: String?
  /// Such as `has no test mark: the mark was made for another database`.
  package let markWords: String
  /// In alphabetical order.
  package let collections: [Collection]

  /// Counts the records of every collection.
  package init(of session: any StoreSession, name: String) throws {
    self.name = name
    let state = try TestMark.state(in: session)
    markWords = state.words ?? "has the test mark"
    testMark = if case .marked(let name) = state { name } else { nil }
    collections = try session.collectionNames().map { collection in
      Collection(name: collection, count: try session.count(of: collection))
    }
  }
}
