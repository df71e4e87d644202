import SeedbedStore

/// The database that a verification leaves as it is, since it works on a copy.
package struct CopiedDatabase: Sendable {
  /// What `${DATABASE_URL}` stands for when the copy is gone.
  let url: String
  /// Whether somebody has changed its rows since it was copied.
  let isChanged: @Sendable () -> Bool

  package init(url: String, isChanged: @escaping @Sendable () -> Bool) {
    self.url = url
    self.isChanged = isChanged
  }
}
