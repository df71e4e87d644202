package import SeedbedStore

/// The database that answers come from, and what may become of its rows.
package enum VerifiedData: Sendable {
  /// No database is given.
  case none
  /// Its rows stay as they are.
  case fixed(any Store)
  /// Its rows are exchanged, and restored at the end.
  case changeable(ChangeableData)

  /// Where `!where` looks.
  var store: (any Store)? {
    switch self {
    case .none: nil
    case .fixed(let store): store
    case .changeable(let data): data.store
    }
  }

  var changeable: ChangeableData? { if case .changeable(let data) = self { data } else { nil } }

  /// What the database is a copy of; nil for a database itself.
  var copied: CopiedDatabase? { changeable?.copied }
}

/// A database whose rows a run may exchange.
package struct ChangeableData: Sendable {
  /// Brings the database into the state of a set of seeds.
  package typealias Reseed = @Sendable (_ set: String) async throws -> Void

  /// nil where the rows are in no database that can be looked at.
  let store: (any Store)?
  let reseed: Reseed
  /// Who holds the lock of one runner while rows are exchanged; nil to take none.
  let holder: LockHolder?
  /// nil where the database itself is changed.
  let copied: CopiedDatabase?

  package init(
    _ store: (any Store)?, holder: LockHolder? = nil, copied: CopiedDatabase? = nil,
    reseed: @escaping Reseed
  ) {
    self.store = store
    self.holder = holder
    self.copied = copied
    self.reseed = reseed
  }
}
