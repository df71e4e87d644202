import Foundation
import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedMigrations

/// The repository's own worked example.
struct OwnMigrationsTests {
  private static let migrations = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "migrations").path(percentEncoded: false)

  private static let indexes = [
    "ai_usage": ["user_id", "created_at", "service_type"],
    "analytics": ["user_id", "event_type", "timestamp"],
    "email_campaigns": ["user_id", "status"],
    "financial_transactions": ["user_id", "transaction_date", "type"],
    "page_visits": ["user_id", "visited_at"],
    "projects": ["user_id", "status"],
    "social_media_posts": ["user_id", "platform", "created_at"],
    "user_actions": ["user_id", "status"],
    "user_activities": ["user_id", "timestamp", "user_id, timestamp desc"],
    "user_sessions": ["user_id", "expires_at"],
  ]

  private let project: MigrationProject
  private let store: any Store

  init() throws {
    project = try MigrationProject()
    store = try project.store()
    let outcome = try MigrationRun(on: store, now: { Timestamp(seconds: 0) })
      .apply(MigrationFolder(at: Self.migrations).migrations)
    #expect(outcome.failure == nil)
  }

  @Test func `the ten collections are there`() throws {
    #expect(try store.collections() == Self.indexes.keys.sorted())
  }

  @Test(arguments: indexes.keys.sorted())
  func `each collection has its indexes`(name: String) throws {
    let collection = try #require(try store.collection(name))
    let found = collection.indexes.map { index in
      index.columns.map { $0.isDescending ? "\($0.name) desc" : $0.name }.joined(separator: ", ")
    }
    #expect(found.sorted() == Self.indexes[name]?.sorted())
  }

  @Test(arguments: indexes.keys.sorted())
  func `each collection has a text key and a user`(name: String) throws {
    let collection = try #require(try store.collection(name))
    #expect(collection.primaryKey.map(\.name) == ["id"])
    #expect(collection.column("id")?.type == .text)
    #expect(collection.column("user_id")?.isNullable == false)
  }
}
