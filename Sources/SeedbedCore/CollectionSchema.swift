/// The shape of one collection: its columns and indexes.
package struct CollectionSchema: Sendable, Hashable {
  package var name: String
  package var columns: [Column]
  package var indexes: [Index]
  /// How the records are spread over the nodes of a distributed engine; nil where they are not.
  ///
  /// It is a wish that engines of one machine know nothing of: their databases do not tell it again.
  package var distribution: Distribution?

  package init(
    name: String, columns: [Column], indexes: [Index] = [], distribution: Distribution? = nil
  ) {
    self.name = name
    self.columns = columns
    self.indexes = indexes
    self.distribution = distribution
  }

  /// The column called `name`, or nil.
  package func column(_ name: String) -> Column? {
    columns.first { $0.name == name }
  }

  /// The columns of the primary key, in order.
  package var primaryKey: [Column] { columns.filter(\.isPrimaryKey) }

  /// The same collection while nothing keeps its keys apart.
  package var withoutKey: CollectionSchema {
    var schema = self
    for place in schema.columns.indices where schema.columns[place].isPrimaryKey {
      schema.columns[place].isPrimaryKey = false
      schema.columns[place].isNullable = false
    }
    return schema
  }

  /// A column: NOT NULL unless said otherwise.
  package struct Column: Sendable, Hashable {
    package var name: String
    package var type: ColumnType
    package var isPrimaryKey: Bool
    package var isNullable: Bool
    package var isUnique: Bool
    package var defaultValue: Default?
    package var references: Reference?
    /// An SQL condition over the columns of the row.
    package var check: String?
    /// Whether the database computes the column from others, so that nothing can be written to it.
    package var isGenerated: Bool
    /// Whether the database keeps the column's times without their zone; they are taken as UTC.
    package var isZoneless: Bool

    package init(
      name: String, type: ColumnType, isPrimaryKey: Bool = false, isNullable: Bool = false,
      isUnique: Bool = false, defaultValue: Default? = nil, references: Reference? = nil,
      check: String? = nil, isGenerated: Bool = false, isZoneless: Bool = false
    ) {
      self.name = name
      self.type = type
      self.isPrimaryKey = isPrimaryKey
      self.isNullable = isNullable
      self.isUnique = isUnique
      self.defaultValue = defaultValue
      self.references = references
      self.check = check
      self.isGenerated = isGenerated
      self.isZoneless = isZoneless
    }
  }

  /// What a column holds when a record does not name it.
  package enum Default: Sendable, Hashable {
    case value(Value)
    /// The time of the insert.
    case now
    /// What only the engine can compute, as it prints it: `gen_random_uuid()`, `CURRENT_USER`.
    case expression(String)
  }

  /// A foreign key to one column of another collection.
  package struct Reference: Sendable, Hashable {
    package var collection: String
    package var column: String
    package var onDelete: DeleteRule

    package init(collection: String, column: String, onDelete: DeleteRule = .restrict) {
      self.collection = collection
      self.column = column
      self.onDelete = onDelete
    }
  }

  /// What deleting the parent does to the child.
  package enum DeleteRule: String, Sendable, Hashable, CaseIterable {
    case restrict
    case cascade
    case setNull = "set_null"
  }

  /// Where the records of a collection lie when there are several nodes.
  package enum Distribution: Sendable, Hashable {
    /// Those with the same value in this column lie on one node, together with what refers to them by it.
    case by(column: String)
    /// Every node holds all of them.
    case reference
  }

  /// An index; its name is made from the collection and the columns.
  package struct Index: Sendable, Hashable {
    package var columns: [IndexColumn]
    package var isUnique: Bool

    package init(columns: [IndexColumn], isUnique: Bool = false) {
      self.columns = columns
      self.isUnique = isUnique
    }

    /// `user_activities_user_id_timestamp_desc_idx`: the same on every engine.
    package func name(in collection: String) -> String {
      let parts = columns.map { $0.isDescending ? "\($0.name)_desc" : $0.name }
      return "\(collection)_\(parts.joined(separator: "_"))_\(isUnique ? "key" : "idx")"
    }
  }

  /// One column of an index, ascending unless said otherwise.
  package struct IndexColumn: Sendable, Hashable {
    package var name: String
    package var isDescending: Bool

    package init(name: String, isDescending: Bool = false) {
      self.name = name
      self.isDescending = isDescending
    }
  }
}
