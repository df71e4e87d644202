import SeedbedCore
import SeedbedStore

/// The numbers that labels stand for in whole-number keys.
///
/// In a fresh database a number is the place of the row. A number that a label was given once stays the
/// label's, and one that stands for something else already is given to nobody.
struct SeedNumbers: Sendable, Equatable {
  /// By table and label; a label that is missing has its place.
  private var given: [String: [String: Int64]]

  /// `place`: the place of the row among those of its table, from 1.
  func number(of label: String, in collection: String, at place: Int) -> Int64 {
    given[collection]?[label] ?? Int64(place)
  }

  /// What rows get in a fresh database.
  init(of rows: [SeedRow], schema: Schema) {
    given = [:]
    for (name, own) in Dictionary(grouping: rows, by: \.collection) {
      guard let column = schema[name].flatMap(Self.column) else { continue }
      let rows = NumberedRows(own, keyedBy: column.name)
      add(
        Self.numbers(for: rows.labels, reserved: rows.written), for: rows.labels, of: name)
    }
  }

  /// What the rows of `plan` get in this database.
  init(for plan: SeedPlan, in session: any StoreSession) throws {
    given = [:]
    for load in plan.loads {
      guard let column = Self.column(of: load.schema) else { continue }
      let rows = NumberedRows(load.rows.map(\.row), keyedBy: column.name)
      if rows.labels.isEmpty { continue }
      let remembered = try Remembered(of: load.schema.name, in: session)
      let last = Int64(2 * load.rows.count + remembered.keys.count)
      let there = try Self.keys(of: column, upTo: last, in: load.schema, session)
      let greatest = try Self.greatest(column, in: load.schema, session)
      let numbers = Self.numbers(
        for: rows.labels, remembered: remembered.numbers,
        reserved: rows.written.union(remembered.keys).union(there),
        unseen: greatest > last ? last + 1...greatest : nil)
      add(numbers, for: rows.labels, of: load.schema.name)
    }
  }

  /// The key column in which labels stand for numbers.
  private static func column(of collection: CollectionSchema) -> CollectionSchema.Column? {
    SeedKey.generated(of: collection).flatMap { $0.type == .uuid ? nil : $0 }
  }

  private mutating func add(
    _ numbers: [String: Int64], for labels: [(label: String, place: Int)], of collection: String
  ) {
    for (label, place) in labels where numbers[label] != Int64(place) {
      given[collection, default: [:]][label] = numbers[label]
    }
  }

  /// Gives numbers to labels, in the order of their rows.
  ///
  /// `reserved`: numbers that stand for something else, or did.
  /// `unseen`: numbers of which any may be taken.
  static func numbers(
    for labels: [(label: String, place: Int)], remembered: [String: Int64] = [:],
    reserved: Set<Int64>, unseen: ClosedRange<Int64>? = nil
  ) -> [String: Int64] {
    var reserved = reserved
    var numbers: [String: Int64] = [:]
    var next = max(0, remembered.values.max() ?? 0) + 1
    for (label, place) in labels {
      if let number = remembered[label] {
        numbers[label] = number
        continue
      }
      var number = Int64(place)
      if reserved.contains(number) {
        while true {
          if let unseen, unseen.contains(next) {
            next = unseen.upperBound + 1
          } else if reserved.contains(next) {
            next += 1
          } else {
            break
          }
        }
        number = next
      }
      reserved.insert(number)
      numbers[label] = number
    }
    return numbers
  }

  /// What earlier loads left of a table: numbers of labels, and every key.
  private struct Remembered {
    var numbers: [String: Int64] = [:]
    var keys: Set<Int64> = []

    init(of collection: String, in session: any StoreSession) throws {
      try SeedRows.forEachKey(of: collection, in: session) { key, label in
        guard let number = Int64(key) else { return }
        keys.insert(number)
        if let label { numbers[label] = number }
      }
    }
  }

  private static func keys(
    of column: CollectionSchema.Column, upTo last: Int64, in collection: CollectionSchema,
    _ session: any StoreSession
  ) throws -> Set<Int64> {
    let name = SQLText.identifier(column.name)
    return Set(
      try session.rows(
        """
        SELECT \(name) AS key FROM \(SQLText.identifier(collection.name))
        WHERE \(name) BETWEEN 1 AND \(last)
        """
      ).compactMap { $0.integer("key") })
  }

  private static func greatest(
    _ column: CollectionSchema.Column, in collection: CollectionSchema, _ session: any StoreSession
  ) throws -> Int64 {
    let sql = """
      SELECT max(\(SQLText.identifier(column.name))) AS key
      FROM \(SQLText.identifier(collection.name))
      """
    return try session.rows(sql).first?.integer("key") ?? 0
  }
}

/// The rows of a table whose keys are numbers of their labels, and the keys that other rows write.
private struct NumberedRows {
  private(set) var labels: [(label: String, place: Int)] = []
  private(set) var written: Set<Int64> = []

  init(_ rows: [SeedRow], keyedBy column: String) {
    for (place, row) in rows.enumerated() {
      if let field = row[column] {
        if let number = field.text.flatMap({ Int64($0) }) { written.insert(number) }
      } else {
        labels.append((row.label, place + 1))
      }
    }
  }
}
