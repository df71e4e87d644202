package import SeedbedCore
package import SeedbedStore

extension MigrationPlan {
  /// Looks what a run would find: which requirements hold, and which step would be refused for what is there
  /// already. It ends where a run would stop.
  ///
  /// `session`: nil for a database that is not there yet.
  /// `protected`: the name of a database whose records no step may drop; nil for one of tests.
  package mutating func lookUp(
    in session: (any StoreSession)?, protecting protected: String? = nil
  ) throws {
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
        if let protected, let lost = try ahead.lost(by: step) {
          instead[migration.id] = .fail
          refusal = step.refusal(of: migration.id, since: lost, from: protected)
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
  /// The names that collections of the database have in it, by those that steps gave them.
  private var names: [String: String] = [:]
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

  /// The records in the database that go with the collection a step drops.
  func lost(by step: Migration.Step) throws -> LostRecords? {
    guard let name = step.droppedCollection, let session,
      changed[name] == nil || names[name] != nil
    else { return nil }
    return try LostRecords(by: .dropCollection(names[name] ?? name), in: session)
  }

  mutating func follow(_ step: Migration.Step) {
    switch step.action {
    case .structure(let change):
      reach.follow(change)
      switch change {
      case .createCollection(let collection): changed[collection.name] = true
      case .dropCollection(let name):
        changed[name] = false
        names[name] = nil
      case .renameCollection(let old, let new):
        names[new] = names[old] ?? (changed[old] == nil ? old : nil)
        names[old] = nil
        (changed[old], changed[new]) = (false, true)
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

extension Migration.Step {
  /// What a migration is told that would drop records of a database without the test mark.
  func refusal(
    of migration: String, since lost: LostRecords, from database: String
  ) -> Diagnostic {
    let records =
      lost.hidesMore
      ? "records this role does not see" : lost.count == 1 ? "1 record" : "\(lost.count) records"
    return Diagnostic(
      .migrationLosesRecords,
      "\(migration) drops \(lost.collection) with \(records), and \(database) has no test mark",
      help: "nothing was changed; if they may go, add \(TestMark.confirmation(of: database))",
      at: location)
  }
}

extension Diagnostic.Code {
  /// Records that would go with their collection.
  package static let migrationLosesRecords = Self("migration.loses-records", .runFailed)
}
