import SeedbedCore
import Testing

struct CollectionSchemaTests {
  @Test
  func `the name of an index tells its columns and their order`() {
    let index = CollectionSchema.Index(
      columns: [.init(name: "user_id"), .init(name: "timestamp", isDescending: true)])
    #expect(index.name(in: "user_activities") == "user_activities_user_id_timestamp_desc_idx")
  }

  @Test
  func `a unique index is called a key`() {
    let index = CollectionSchema.Index(columns: [.init(name: "email")], isUnique: true)
    #expect(index.name(in: "accounts") == "accounts_email_key")
  }

  @Test
  func `the primary key is in the order of the columns`() {
    let schema = CollectionSchema(
      name: "visits",
      columns: [
        .init(name: "day", type: .date, isPrimaryKey: true), .init(name: "count", type: .int),
        .init(name: "user", type: .text, isPrimaryKey: true),
      ])
    #expect(schema.primaryKey.map(\.name) == ["day", "user"])
    #expect(schema.column("count")?.type == .int)
  }
}
