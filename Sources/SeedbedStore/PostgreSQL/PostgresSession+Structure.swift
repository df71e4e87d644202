import SeedbedCore

extension PostgresSession {
  func apply(_ change: StructureChange) throws {
    try checkConstraints()
    defer { connection.transaction.hasChangedRows = false }
    switch change {
    case .createCollection(let schema):
      try execute(PostgresDialect.create(schema))
      for column in schema.columns where column.isUnique {
        try execute(PostgresDialect.createUnique(column.name, of: schema.name))
      }
      for index in schema.indexes { try execute(PostgresDialect.create(index, on: schema.name)) }
      try keepBytesAsTheyAre(of: schema)
      try distribute(schema)
    case .dropCollection(let name): try execute("DROP TABLE \(SQLText.identifier(name))")
    case .renameCollection(let old, let new): try renameCollection(old, to: new)
    case .addColumn(let column, let collection):
      try execute(
        """
        ALTER TABLE \(SQLText.identifier(collection)) \
        ADD COLUMN \(PostgresDialect.definition(of: column, in: collection))
        """)
      if column.isUnique {
        try execute(PostgresDialect.createUnique(column.name, of: collection))
      }
    case .dropColumn(let column, let collection):
      try ColumnUse.check(uses(of: column, in: collection), of: column, in: collection)
      try execute(
        """
        ALTER TABLE \(SQLText.identifier(collection)) DROP COLUMN \(SQLText.identifier(column))
        """)
    case .renameColumn(let old, let new, let collection):
      try renameColumn(old, to: new, in: collection)
    case .createIndex(let index, let collection):
      try execute(PostgresDialect.create(index, on: collection))
    case .dropIndex(let index, let collection):
      // An adopted database has names of its own.
      let name = try indexes(of: collection).first { $0.isPlain && $0.index == index }?.name
      try execute(
        "DROP INDEX "
          + SQLText.identifier(name ?? PostgresDialect.name(of: index, in: collection)))
    }
  }

  /// The bytes of the store's own collections are packed: the server would try in vain to compress them.
  private func keepBytesAsTheyAre(of schema: CollectionSchema) throws {
    guard schema.name.hasPrefix(TableName.ownPrefix) else { return }
    for column in schema.columns where column.type == .bytes {
      try execute(
        """
        ALTER TABLE \(SQLText.identifier(schema.name)) \
        ALTER COLUMN \(SQLText.identifier(column.name)) SET STORAGE EXTERNAL
        """)
    }
  }

  /// Spreads a collection over the nodes as it declares, where there are nodes.
  private func distribute(_ schema: CollectionSchema) throws {
    if schema.distribution == nil { return }
    if try rows(CitusDistribution.presence).isEmpty { return }
    for statement in CitusDistribution.statements(for: schema) { try execute(statement) }
  }

  private func renameCollection(_ old: String, to new: String) throws {
    let indexes = try indexes(of: old)
    try execute(
      "ALTER TABLE \(SQLText.identifier(old)) RENAME TO \(SQLText.identifier(new))")
    for index in indexes { try rename(index, of: old, to: index.index, of: new) }
  }

  private func renameColumn(_ old: String, to new: String, in collection: String) throws {
    let indexes = try indexes(of: collection)
    try execute(
      """
      ALTER TABLE \(SQLText.identifier(collection)) \
      RENAME COLUMN \(SQLText.identifier(old)) TO \(SQLText.identifier(new))
      """)
    for index in indexes {
      var renamed = index.index
      for place in renamed.columns.indices where renamed.columns[place].name == old {
        renamed.columns[place].name = new
      }
      try rename(index, of: collection, to: renamed, of: collection)
    }
  }

  /// Index names are made from collection and columns, so they follow a rename.
  private func rename(
    _ index: PostgresIndex, of old: String, to renamed: CollectionSchema.Index, of new: String
  ) throws {
    let name: String
    if index.uniqueColumn(of: old) != nil, let column = renamed.columns.first {
      name = PostgresDialect.uniqueName(column.name, of: new)
    } else if index.name == PostgresDialect.name(of: index.index, in: old) {
      name = PostgresDialect.name(of: renamed, in: new)
    } else {
      return
    }
    if name == index.name { return }
    try execute(
      "ALTER INDEX \(SQLText.identifier(index.name)) RENAME TO \(SQLText.identifier(name))")
  }
}
