package import SeedbedFormats

/// The table that validates a migration file and describes it as a JSON Schema.
package enum MigrationShape {
  static let typeNames =
    "id int bigint text bool float decimal(p,s) bytes date time timestamp uuid json enum"

  package static let document = Shape.record(
    RecordShape(
      "migration", about: "An ordered change to a database, made once",
      [
        .init("about", .text, required: true, about: "What the migration is for"),
        .init("require", .list(of: requirement), about: "Conditions on the database before"),
        .init("up", .list(of: step), required: true, about: "The steps, in order"),
        .init(
          "down", .choice([.word(["auto"]), irreversible, .list(of: step)]),
          about: "How the steps are taken back"),
      ]))

  private static let requirement = Shape.record(
    RecordShape(
      "requirement", about: "A condition on the database",
      [
        .init("table", .text, about: "A collection that must exist"),
        .init("no_table", .text, about: "A collection that must not exist"),
        .init("else", .word(["fail", "skip", "adopt"]), about: "What happens otherwise"),
      ]))

  private static let irreversible = Shape.record(
    RecordShape(
      "down", about: "A migration that cannot be taken back",
      [.init("irreversible", .text, required: true, about: "Why it cannot")]))

  private static let column = Shape.record(
    RecordShape(
      "column", about: "A column; NOT NULL unless nullable",
      [
        .init("type", .text, required: true, about: "One of: \(typeNames)"),
        .init("values", .list(of: .text), about: "The words of an enum"),
        .init("primary_key", .boolean, about: "Part of the primary key"),
        .init("nullable", .boolean, about: "May be null"),
        .init("unique", .boolean, about: "No two rows alike"),
        .init("default", .any, about: "The value when a record does not name it; 'now' for times"),
        .init("references", .text, about: "collection.column of the parent"),
        .init("on_delete", .word(["restrict", "cascade", "set_null"]), about: "With the parent"),
        .init("check", .text, about: "An SQL condition"),
      ]))

  private static let index = Shape.record(
    RecordShape(
      "index", about: "An index",
      [
        .init("columns", .list(of: .text), required: true, about: "Column names, 'desc' after one"),
        .init("unique", .boolean, about: "No two rows alike"),
      ]))

  private static let distribution = Shape.record(
    RecordShape(
      "distribute", about: "How records are spread over the nodes of a distributed engine",
      [
        .init(
          "by", .text, required: true, about: "The column whose value says on which node one lies")
      ]))

  private static func step(
    _ name: String, _ about: String, _ keys: [RecordShape.Key]
  ) -> RecordShape.Key {
    .init(name, .record(RecordShape(name, about: about, keys)), about: about)
  }

  private static let table = RecordShape.Key(
    "table", .text, required: true, about: "The collection")

  private static let step = Shape.record(
    RecordShape(
      "step", about: "One change",
      [
        step(
          "create_collection", "Creates a collection",
          [
            .init("name", .text, required: true, about: "Its name"),
            .init("columns", .dictionary(of: column), required: true, about: "Its columns"),
            .init("indexes", .list(of: index), about: "Its indexes"),
            .init("distribute", distribution, about: "How it is spread over several nodes"),
            .init("reference", .boolean, about: "Every one of several nodes holds all of it"),
          ]),
        step(
          "drop_collection", "Drops a collection",
          [.init("name", .text, required: true, about: "Its name")]),
        step(
          "rename_collection", "Renames a collection",
          [
            .init("from", .text, required: true, about: "The old name"),
            .init("to", .text, required: true, about: "The new name"),
          ]),
        step(
          "add_column", "Adds a column",
          [table, .init("name", .text, required: true, about: "Its name")] + columnKeys),
        step(
          "drop_column", "Drops a column",
          [table, .init("name", .text, required: true, about: "Its name")]),
        step(
          "rename_column", "Renames a column",
          [
            table, .init("from", .text, required: true, about: "The old name"),
            .init("to", .text, required: true, about: "The new name"),
          ]),
        step("create_index", "Creates an index", [table] + indexKeys),
        step("drop_index", "Drops an index", [table] + indexKeys),
        step(
          "update", "Sets columns of rows there are",
          [
            table,
            .init("set", .dictionary(of: .text), required: true, about: "SQL by column"),
            .init("where", .text, about: "An SQL condition"),
          ]),
        step(
          "sql", "SQL by engine; each engine is named or skipped",
          engineKeys + [
            .init("down", engines, about: "SQL by engine that takes it back"),
            .init(
              "transaction", .word(["none"]),
              about: "none: for SQL that cannot run in one, such as CREATE INDEX CONCURRENTLY"),
          ]),
      ]))

  private static let engineKeys: [RecordShape.Key] = [
    .init("sqlite", .text, required: true, about: "SQL for SQLite, or skip"),
    .init("postgres", .text, required: true, about: "SQL for PostgreSQL, or skip"),
  ]

  private static let engines = Shape.record(
    RecordShape("sql", about: "SQL by engine; each engine is named or skipped", engineKeys))

  private static var columnKeys: [RecordShape.Key] { keys(of: column) }
  private static var indexKeys: [RecordShape.Key] { keys(of: index) }

  private static func keys(of shape: Shape) -> [RecordShape.Key] {
    if case .record(let record) = shape { record.keys } else { [] }
  }
}
