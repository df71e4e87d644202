import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Makes the rows of one collection into a batch of its columns.
struct SeedTyping {
  let collection: CollectionSchema
  let values: SeedValues
  /// Columns that are filled once every row of every table is there.
  let later: Set<String>

  func load(_ rows: [SeedRow], _ problems: inout Diagnostics) -> SeedPlan.Load {
    var batch = RowBatch(columnCount: collection.columns.count)
    var loaded: [SeedPlan.Load.Row] = []
    var shapes: [WrittenColumns: Int] = [:]
    var labelsByKey: [String: String] = [:]
    for row in rows {
      let meant = reportUnknownColumns(of: row, &problems)
      let found = problems.items.count
      var written = WrittenColumns()
      for (place, column) in collection.columns.enumerated() where !meant.contains(column.name) {
        problems.collect { try values.append(column, of: row, to: &batch) }
        if !values.isLeftToDatabase(column, in: row) { written.inserted.append(place) }
        if column.isPrimaryKey || row[column.name] != nil { written.named.append(place) }
      }
      guard meant.isEmpty, problems.items.count == found else {
        batch.truncate(toRows: loaded.count)
        continue
      }
      let key = key(ofRow: loaded.count, in: batch)
      if let other = labelsByKey.updateValue(row.label, forKey: key), other != row.label {
        problems.add(
          row.node.diagnostic(
            .seedKey, "'\(row.label)' has the same key as '\(other)' of \(collection.name)",
            help: "a row made with $like needs a key of its own"))
      }
      let shape = shapes[written] ?? shapes.count
      shapes[written] = shape
      loaded.append(.init(key: key, row: row, shape: shape))
    }
    return SeedPlan.Load(
      schema: collection, columns: collection.columns.map(\.name), batch: batch, rows: loaded,
      shapes: shapes.sorted { $0.value < $1.value }.map(\.key), later: later)
  }

  /// - Returns: the columns that are not written, and may be meant by unknown ones.
  private func reportUnknownColumns(
    of row: SeedRow, _ problems: inout Diagnostics
  ) -> Set<String> {
    for column in collection.columns where column.isGenerated {
      guard let field = row[column.name] else { continue }
      problems.add(
        field.key.diagnostic(
          .seedColumn,
          "the database computes '\(column.name)' of \(collection.name) itself, from other columns",
          help: "leave it out"))
    }
    let names = collection.columns.map(\.name)
    var meant: Set<String> = []
    for entry in row.layers.flatMap({ $0.unknown(to: collection.columns) }) {
      problems.add(
        entry.key.diagnostic(
          .seedColumn,
          "'\(entry.name)' is not a column of \(collection.name)"
            + Suggestion.phrase(for: entry.name, among: names)))
      if let name = Suggestion.nearest(to: entry.name, among: names), row[name] == nil {
        meant.insert(name)
      }
    }
    return meant
  }

  /// The key as the database casts it to text; the parts of a longer key are joined.
  private func key(ofRow row: Int, in batch: RowBatch) -> String {
    var key = ""
    var isFirst = true
    for (place, column) in collection.columns.enumerated() where column.isPrimaryKey {
      if !isFirst { key += SeedKey.separator }
      isFirst = false
      let cell = batch[row, place]
      switch cell.kind {
      case .null: key += "null"
      case .int: key += String(cell.payload)
      case .float: key += String(Double(bitPattern: UInt64(bitPattern: cell.payload)))
      case .text, .bytes: key += String(decoding: batch.content(of: cell), as: UTF8.self)
      }
    }
    return key
  }
}

extension Diagnostic.Code {
  /// A column the collection does not have.
  static let seedColumn = Self("seed.column", .invalidFile)
}
