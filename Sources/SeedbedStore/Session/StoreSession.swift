package import SeedbedCore

/// What can be asked of a database inside a read or a transaction.
///
/// SQL here is the part every engine speaks; parameters are `$1`, `$2`, …
package protocol StoreSession: RowCopying {
  /// The rows a query answers.
  func rows(_ sql: String, _ bindings: [Value]) throws -> [StoreRow]

  /// As `rows`, one at a time, in memory that does not grow with their number.
  func forEachRow(
    _ sql: String, _ bindings: [Value], _ body: (StoreRow) throws -> Void
  ) throws

  /// Runs one statement.
  ///
  /// - Returns: how many rows it changed.
  @discardableResult
  func execute(_ sql: String, _ bindings: [Value]) throws -> Int

  /// Runs SQL as a person wrote it for this engine, several statements allowed.
  func executeScript(_ sql: String) throws

  /// SQL for the text of a column as `StoreRow` would give it, such as a timestamp's.
  func storedText(of column: CollectionSchema.Column) -> String

  /// What tells this database from its copies, wherever they are.
  func identity() throws -> String

  /// What is said of a mark that names another identity.
  var otherIdentity: String { get }

  /// The name of something the database holds, wherever in it; nil when it holds nothing but the store's own.
  func firstContent() throws -> String?

  /// How each part of the structure is defined, in the engine's words and in every schema, without the system's and
  /// the store's own: two that are alike are defined alike.
  func structure() throws -> [StructurePart: String]

  /// The collections that exist, by name, without the store's own.
  func collectionNames() throws -> [String]

  /// The structure of a collection as the database has it, or nil when there is none.
  func schema(of collection: String) throws -> CollectionSchema?

  /// Whether a collection, the store's own included, exists.
  func hasCollection(_ name: String) throws -> Bool

  /// What has a name that a new collection could not take: `table`, `view`, `index` and the like; nil for nothing.
  func kind(ofName name: String) throws -> String?

  /// What there is about a collection that its schema does not say.
  func details(of collection: String) throws -> StructureDetails

  /// Checks in the words in which `details` would give them, had they been made with the table that is there.
  func normalized(_ checks: [String], of schema: CollectionSchema) throws -> [String]

  /// Makes one change to the structure; only in a `structure` transaction.
  func apply(_ change: StructureChange) throws

  /// Takes away the indexes of an empty collection, those of its keys among them; only in a `structure`
  /// transaction.
  ///
  /// - Returns: what `makeIndexes` makes them again from; nil, with nothing changed, where others depend on
  ///   them or the engine does not let them be made again as they were.
  func removeIndexes(of collection: String) throws -> [String]?

  /// Makes the indexes of a collection again that `removeIndexes` took away.
  ///
  /// - Returns: whether they are there; false, with nothing changed, when a key stands twice.
  func makeIndexes(_ statements: [String], of collection: String) throws -> Bool

  /// Whether rows of a collection hold what was sent, and literal defaults where nothing was: no trigger, type or
  /// expression makes other values of it.
  func keepsRowsAsSent(_ collection: String) throws -> Bool

  /// How many of some keys are those of rows of a collection; a key that is given twice counts twice.
  ///
  /// `keys`: its columns are those of the primary key.
  func count(ofKeys keys: RowBatch, in schema: CollectionSchema) throws -> Int

  /// Inserts every row of `batch`. When the transaction commits, numbers the database gives out go on
  /// behind those that came with rows.
  ///
  /// - Returns: what became of each row that did not simply go in.
  func insert(_ batch: RowBatch, into target: InsertTarget) throws -> InsertOutcome

  /// Changes rows that are there, found by their key, to what `batch` holds; columns it does not hold stay.
  ///
  /// `target`: its columns are those of the batch, the key's among them.
  ///
  /// - Returns: in `changed` the rows that were other before, in `written` their number, and those the engine refused.
  func update(_ batch: RowBatch, in target: InsertTarget) throws -> InsertOutcome
}

extension StoreSession {
  package func rows(_ sql: String) throws -> [StoreRow] { try rows(sql, []) }

  @discardableResult
  package func execute(_ sql: String) throws -> Int { try execute(sql, []) }
}

/// Where a batch goes, and what a row does whose key is taken.
package struct InsertTarget: Sendable, Hashable {
  /// What happens when the primary key of a row is already there.
  package enum Conflict: Sendable, Hashable {
    /// The row is refused with `store.unique`.
    case fail
    /// The row is left out and reported.
    case keep
    /// The columns given replace the old ones.
    case update
  }

  package var schema: CollectionSchema
  /// The columns the batch holds, in its order.
  package var columns: [String]
  package var conflict: Conflict

  package init(schema: CollectionSchema, columns: [String], conflict: Conflict) {
    self.schema = schema
    self.columns = columns
    self.conflict = conflict
  }
}

/// What became of a batch.
package struct InsertOutcome: Sendable, Hashable {
  /// How many rows were written.
  package var written: Int
  /// Rows (by place in the batch) whose key was taken by a row with the same content.
  package var present: [Int]
  /// Rows whose key was taken by a row with other content, and the first column that differs.
  package var conflicting: [Conflict]
  /// Rows the engine refused, with its reason.
  package var refused: [Refusal]
  /// Of an update, the rows that were other before.
  package var changed: [Int]

  package init(
    written: Int = 0, present: [Int] = [], conflicting: [Conflict] = [], refused: [Refusal] = [],
    changed: [Int] = []
  ) {
    self.written = written
    self.present = present
    self.conflicting = conflicting
    self.refused = refused
    self.changed = changed
  }

  package struct Conflict: Sendable, Hashable {
    package var row: Int
    package var column: String

    package init(row: Int, column: String) {
      self.row = row
      self.column = column
    }
  }

  package struct Refusal: Sendable, Hashable {
    package var row: Int
    /// A stable dotted name such as `store.check`.
    package var code: String
    package var message: String
    /// The rule of the database that refused it; nil where the engine does not say.
    package var rule: RefusedRule?

    /// A row that went in without an error, and is not there.
    package static func notKept(_ row: Int) -> Refusal {
      Refusal(
        row: row, code: "store.not-kept",
        message: "the database took the row and does not hold it: a trigger or rule drops it")
    }

    package init(row: Int, code: String, message: String, rule: RefusedRule? = nil) {
      self.row = row
      self.code = code
      self.message = message
      self.rule = rule
    }
  }
}
