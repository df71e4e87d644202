import SeedbedCore
import SeedbedStore

/// Makes other states of a database out of one: other values, other counts, none, many.
///
/// Pure and repeatable: the same data and the same seed make the same states. Rows the credentials need
/// stay as they are in every state.
struct CanaryData {
  let original: ProofData
  private let kept: Set<KeptRow>
  /// By how much the factors are smaller where the rows are many.
  private let scale: Double
  private var generator: SplitMix

  /// The factor of the largest state.
  static let mostFactor = 30.0

  /// A row that stays: the one whose `column` holds `value`.
  struct KeptRow: Sendable, Hashable {
    let collection: String
    let column: String
    let value: Value
    /// The columns whose values stay; nil for all of them.
    var columns: Set<String>?
  }

  init(_ original: ProofData, keeping rows: [KeptRow], seed: UInt64) {
    self.original = original
    kept = Self.withParents(Set(rows), original)
    let room = ProofLimit.state.room(for: original.size)
    scale = min(1, max(0, room - 1) / Self.mostFactor)
    generator = SplitMix(seed: seed)
  }

  /// Only the rows that are kept.
  func empty() -> ProofData {
    changed { collection, isKept in
      collection.rows.filter(isKept)
    }
  }

  /// All rows, and one more in every collection.
  mutating func oneMore() -> ProofData {
    var data = original
    for place in data.collections.indices {
      addRows(1, to: place, of: &data)
    }
    return data
  }

  /// Some rows gone, the others with new values, and `factor` times as many new ones, fewer where the rows are many.
  mutating func changed(factor: Double) -> ProofData {
    var data = original
    let parents = referred
    for place in data.collections.indices {
      let collection = data.collections[place]
      let keptPlaces = keptPlaces(in: collection)
      var columns = columns(of: collection)
      var rows: [[Value]] = []
      for row in collection.rows {
        if let kept = keptPlaces(row) {
          rows.append(
            columns.indices.map {
              kept.contains($0) ? row[$0] : columns[$0].changed(row, keepsKey: true, &generator)
            })
        } else if parents.contains(collection.schema.name) || generator.next(below: 10) < 7 {
          rows.append(
            columns.indices.map { columns[$0].changed(row, keepsKey: true, &generator) })
        }
      }
      data.collections[place].rows = rows
      let more = Int((Double(collection.rows.count) * factor * scale).rounded(.up))
      addRows(more + generator.next(below: 5), to: place, of: &data, from: collection)
    }
    return data
  }

  /// As `changed`, in one collection only.
  mutating func changed(only name: String) -> ProofData {
    let all = changed(factor: 1)
    var data = original
    for place in data.collections.indices where data.collections[place].schema.name == name {
      data.collections[place] = all.collections[place]
    }
    return data
  }

  /// Without the rows of one collection, those that are kept included, and what refers to them.
  func without(_ name: String) -> ProofData {
    var data = original
    var gone: Set<String> = [name]
    for place in data.collections.indices {
      let schema = data.collections[place].schema
      let refers = schema.columns.contains {
        $0.references.map { gone.contains($0.collection) } ?? false
      }
      guard refers || schema.name == name else { continue }
      gone.insert(schema.name)
      data.collections[place].rows = []
    }
    return data
  }

  /// Adds rows to every collection with `column`, in which it holds none of `own`.
  ///
  /// Where the column refers to another collection, a row of that one is taken that is not of `own`; without
  /// any the collection stays as it is.
  mutating func addOthers(to data: inout ProofData, column: String, own: Set<String>) {
    for place in data.collections.indices {
      let schema = data.collections[place].schema
      guard let position = schema.columns.firstIndex(where: { $0.name == column }),
        let other = other(for: schema.columns[position], own: own)
      else { continue }
      let before = data.collections[place].rows.count
      addRows(3, to: place, of: &data)
      for row in data.collections[place].rows.indices.dropFirst(before) {
        data.collections[place].rows[row][position] = other
      }
    }
  }

  /// A value of a column that `own` does not hold; nil when there is no such value.
  private mutating func other(
    for column: CollectionSchema.Column, own: Set<String>
  ) -> Value? {
    guard let reference = column.references else { return .text(generator.word()) }
    guard
      let parent = original.collections.first(where: { $0.schema.name == reference.collection }),
      let key = parent.schema.columns.firstIndex(where: { $0.name == reference.column })
    else { return nil }
    return parent.rows.map { $0[key] }.first { !own.contains($0.description) }
  }

  private func changed(
    _ body: (ProofData.Collection, ([Value]) -> Bool) -> [[Value]]
  ) -> ProofData {
    var data = original
    for place in data.collections.indices {
      let collection = data.collections[place]
      let keptPlaces = keptPlaces(in: collection)
      data.collections[place].rows = body(collection) { keptPlaces($0) != nil }
    }
    return data
  }

  /// A row for which no key is found that is not taken is left out.
  private mutating func addRows(
    _ count: Int, to place: Int, of data: inout ProofData, from source: ProofData.Collection? = nil
  ) {
    let source = source ?? data.collections[place]
    guard !source.rows.isEmpty else { return }
    var columns = columns(of: source)
    let parents = parentKeys(for: source.schema, in: data)
    var taken = TakenKeys(data.collections[place])
    for _ in 0..<count {
      let row = source.rows[generator.next(below: source.rows.count)]
      for _ in 0..<20 {
        let made = columns.indices.map { column -> Value in
          guard let keys = parents[column] else {
            return columns[column].changed(row, keepsKey: false, &generator)
          }
          return keys.isEmpty ? row[column] : keys[generator.next(below: keys.count)]
        }
        guard taken.take(made) else { continue }
        data.collections[place].rows.append(made)
        break
      }
    }
  }

  /// The keys of parents that a column can hold, by its place, where it is part of a key itself.
  private func parentKeys(
    for schema: CollectionSchema, in data: ProofData
  ) -> [Int: [Value]] {
    let inKeys = Set(TakenKeys.keys(of: schema).joined())
    var keys: [Int: [Value]] = [:]
    for place in inKeys.sorted() {
      guard let reference = schema.columns[place].references,
        let parent = data.collections.first(where: { $0.schema.name == reference.collection }),
        let column = parent.schema.columns.firstIndex(where: { $0.name == reference.column })
      else { continue }
      keys[place] = parent.rows.map { $0[column] }
    }
    return keys
  }

  private func columns(of collection: ProofData.Collection) -> [CanaryColumn] {
    collection.schema.columns.indices.map { place in
      let column = collection.schema.columns[place]
      let isIndexed = collection.schema.indexes.contains { index in
        index.isUnique && index.columns.contains { $0.name == column.name }
      }
      return CanaryColumn(
        column, place: place, values: collection.rows.map { $0[place] },
        isKey: column.isPrimaryKey || column.isUnique || isIndexed)
    }
  }

  /// The collections others refer to: their rows stay, so that no child loses its parent.
  private var referred: Set<String> {
    Set(
      original.collections.flatMap { collection in
        collection.schema.columns.compactMap { $0.references?.collection }
      })
  }

  /// The places of the values that stay in a row; nil for one that may change or go.
  private func keptPlaces(in collection: ProofData.Collection) -> ([Value]) -> Set<Int>? {
    let columns = collection.schema.columns
    let rows = kept.filter { $0.collection == collection.schema.name }
      .compactMap { row -> (place: Int, value: Value, kept: Set<Int>)? in
        guard let place = columns.firstIndex(where: { $0.name == row.column }) else { return nil }
        let kept = columns.indices.filter { row.columns?.contains(columns[$0].name) ?? true }
        return (place, row.value, Set(kept))
      }
    if rows.isEmpty { return { _ in nil } }
    return { row in
      let found = rows.filter { row[$0.place] == $0.value }
      return found.isEmpty ? nil : found.reduce(into: []) { $0.formUnion($1.kept) }
    }
  }

  /// The kept rows, and those they refer to: whole where they are whole themselves.
  private static func withParents(_ rows: Set<KeptRow>, _ data: ProofData) -> Set<KeptRow> {
    var found = rows
    // Children come after their parents, so one pass from the end is enough.
    for collection in data.collections.reversed() {
      for row in found where row.collection == collection.schema.name {
        guard let place = collection.schema.columns.firstIndex(where: { $0.name == row.column })
        else { continue }
        for values in collection.rows where values[place] == row.value {
          for (column, value) in zip(collection.schema.columns, values) where !value.isNull {
            guard let reference = column.references else { continue }
            found.insert(
              KeptRow(
                collection: reference.collection, column: reference.column, value: value,
                columns: row.columns.map { _ in [reference.column] }))
          }
        }
      }
    }
    return found
  }
}

extension SplitMix {
  /// Eight letters nobody would write.
  mutating func word() -> String {
    let letters = Array("bcdfghjkmnpqrstvwxz")
    return String((0..<8).map { _ in letters[next(below: letters.count)] })
  }
}
