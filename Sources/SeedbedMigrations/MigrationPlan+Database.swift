import SeedbedCore
package import SeedbedStore

extension MigrationPlan {
  /// Looks what a run would find: which requirements hold, and which step would be refused for what is there
  /// already. It ends where a run would stop.
  ///
  /// - Parameter session: nil for a database that is not there yet.
  package mutating func lookUp(in session: (any StoreSession)?) throws {
    guard problems.items.isEmpty else { return }
    var ahead = CollectionsAhead(in: session)
    for migration in pending {
      if let requirement = try migration.requirements.first(where: {
        try !ahead.fulfil($0.condition)
      }) {
        instead[migration.id] = requirement.otherwise
        if requirement.otherwise != .fail { continue }
        refusal = requirement.refusal(of: migration.id)
        return
      }
      for step in migration.steps {
        if let (name, kind) = try ahead.inTheWay(of: step) {
          instead[migration.id] = .fail
          refusal = step.refusal(of: migration.id, since: name, is: kind)
          return
        }
        ahead.follow(step)
      }
    }
  }
}

/// Which collections there are when a step is reached: those of the database, as the steps before leave them.
private struct CollectionsAhead {
  private let session: (any StoreSession)?
  /// Whether a collection that a step makes, drops or renames is there after it.
  private var changed: [String: Bool] = [:]
  /// What `sql` steps may make or drop: of that nothing is known.
  private var reach = SQLReach()

  init(in session: (any StoreSession)?) {
    self.session = session
  }

  /// Whether a condition holds, as far as is known.
  func fulfil(_ condition: Migration.Requirement.Condition) throws -> Bool {
    switch condition {
    case .table(let name): try isThere(name) || reach.mayChange(name)
    case .noTable(let name): try !isThere(name) || reach.mayChange(name)
    }
  }

  /// What has the name of the collection that a step would make.
  func inTheWay(of step: Migration.Step) throws -> (name: String, kind: String)? {
    guard let name = step.newCollection, !reach.mayChange(name) else { return nil }
    if let isThere = changed[name] { return isThere ? (name, "table") : nil }
    return try session?.kind(ofName: name).map { (name, $0) }
  }

  mutating func follow(_ step: Migration.Step) {
    switch step.action {
    case .structure(let change):
      reach.follow(change)
      switch change {
      case .createCollection(let collection): changed[collection.name] = true
      case .dropCollection(let name): changed[name] = false
      case .renameCollection(let old, let new): (changed[old], changed[new]) = (false, true)
      case .addColumn, .dropColumn, .renameColumn, .createIndex, .dropIndex: break
      }
    case .sql(let texts): reach.add(texts)
    case .update: break
    }
  }

  private func isThere(_ name: String) throws -> Bool {
    try changed[name] ?? session?.hasCollection(name) ?? false
  }
}
