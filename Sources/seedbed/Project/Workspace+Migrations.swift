import ArgumentParser
import Foundation
import SeedbedMigrations
import SeedbedStore

extension Workspace {
  /// The migrations of the project; those that its database took already are not judged again.
  func migrationFolder() throws -> MigrationFolder {
    try MigrationFolder(at: project.migrations) {
      guard let store = try? url.openForReading(for: console) else { return [] }
      defer { try? store.close() }
      let history = (try? store.read { try MigrationHistory.read(from: $0) }) ?? []
      return Set(history.filter { $0.manner != .begun }.map(\.id))
    }
  }

  /// The plan against the database, or against nothing where there is no database yet.
  func migrationPlan() throws -> MigrationPlan {
    let folder = try migrationFolder()
    guard url.engine != .sqlite || FileManager.default.fileExists(atPath: url.target) else {
      var plan = MigrationPlan(for: folder.migrations, after: [])
      try plan.lookUp(in: nil)
      return plan
    }
    let store = try openExistingStore()
    let protected = try mayChange(store) ? nil : store.name
    return try store.read { session in
      var plan = MigrationPlan(
        for: folder.migrations, after: try MigrationHistory.read(from: session))
      try plan.lookUp(in: session, protecting: protected)
      return plan
    }
  }

  func migrate(_ store: any Store, _ folder: MigrationFolder) throws -> MigrationOutcome {
    try asOnlyRunner(on: store) { _ in
      try MigrationRun(on: store, now: { Self.now })
        .apply(folder.migrations, confirmation: confirmation)
    }
  }

  func markAsTest(_ store: any Store) throws {
    try asOnlyRunner(on: store) { _ in
      try TestMark.set("test", on: store, confirmation: confirmation)
    }
  }
}
