import SeedbedCore

extension SQLiteSession {
  func apply(_ change: StructureChange) throws {
    try catalogue.ensure()
    switch change {
    case .createCollection(let schema):
      try execute(SQLiteDialect.create(schema))
      for index in schema.indexes {
        try execute(SQLiteDialect.create(index, on: schema.name))
      }
      for column in schema.columns { try follow(column, of: schema.name) }
    case .dropCollection(let name):
      try withoutForeignKeys { _ = try execute("DROP TABLE \(SQLiteDialect.quoted(name))") }
      try catalogue.forget(name)
    case .renameCollection(let old, let new): try renameCollection(old, to: new)
    case .addColumn(let column, let collection): try add(column, to: collection)
    case .dropColumn(let column, let collection): try drop(column, from: collection)
    case .renameColumn(let old, let new, let collection):
      try renameColumn(old, to: new, in: collection)
    case .createIndex(let index, let collection):
      try execute(SQLiteDialect.create(index, on: collection))
    case .dropIndex(let index, let collection):
      // An adopted database has names of its own.
      let name = try indexes(of: collection).first { $0.origin == "c" && $0.index == index }?.name
      try execute("DROP INDEX \(SQLiteDialect.quoted(name ?? index.name(in: collection)))")
    }
  }

  private func add(_ column: CollectionSchema.Column, to collection: String) throws {
    let others = try schema(of: collection).map(SQLiteNumbers.decimals) ?? []
    let definition = SQLiteDialect.definition(
      of: column, isOnlyKey: false, decimals: others + (column.type.isDecimal ? [column.name] : []))
    let name = SQLiteDialect.quoted(collection)
    let isEmpty = try rows("SELECT 1 FROM \(name) LIMIT 1").isEmpty
    if column.defaultValue == .now, !isEmpty {
      try rebuild(collection, adding: definition)
    } else {
      try execute("ALTER TABLE \(name) ADD COLUMN \(definition)")
    }
    try follow(column, of: collection)
  }

  private func renameCollection(_ old: String, to new: String) throws {
    let indexes = try indexes(of: old)
    try execute(
      "ALTER TABLE \(SQLiteDialect.quoted(old)) RENAME TO \(SQLiteDialect.quoted(new))")
    try catalogue.rename(old, to: new)
    for index in indexes {
      try make(index.renaming(collection: (old, new)), inPlaceOf: index)
    }
  }

  private func renameColumn(_ old: String, to new: String, in collection: String) throws {
    let indexes = try indexes(of: collection)
    try execute(
      """
      ALTER TABLE \(SQLiteDialect.quoted(collection)) \
      RENAME COLUMN \(SQLiteDialect.quoted(old)) TO \(SQLiteDialect.quoted(new))
      """)
    try catalogue.renameColumn(old, to: new, in: collection)
    for index in indexes {
      let statement = index.renaming(collection: (collection, collection), column: (old, new))
      try make(statement, inPlaceOf: index)
    }
  }

  /// Index names are made from collection and columns, so they follow a rename.
  private func make(_ statement: String?, inPlaceOf index: SQLiteIndex) throws {
    guard let statement else { return }
    try execute("DROP INDEX \(SQLiteDialect.quoted(index.name))")
    try execute(statement)
  }
}
