import SeedbedCore
import SeedbedFormats
package import SeedbedStore

/// Where a row came from: every record that became it, the latest first.
package struct RowTrace: Sendable {
  /// One record that became the row.
  package struct Origin: Sendable {
    package let run: String
    package let backfill: String
    package let startedAt: String
    /// The file of the backfill, and the checksum of its mapping.
    package let specification: String?
    package let mapping: String?
    package let file: String
    /// Counted from 1 in its file.
    package let number: Int
    /// In bytes from the start of the file.
    package let offset: Int
    package let length: Int
    /// Whether the record took the place of another.
    package let isReplacement: Bool
    /// Whether the row still is what the record made it; nil where its columns are not there any more.
    package let isCurrent: Bool?
    package let original: Original
  }

  /// The bytes of a record, or why they cannot be shown.
  package enum Original: Sendable, Hashable {
    case bytes([UInt8])
    case unknown(String)
  }

  package let collection: String
  package let key: [String]
  /// Whether there is a row with the key.
  package let isThere: Bool
  package let origins: [Origin]

  /// Looks through everything runs remember of a collection.
  ///
  /// `key`: the texts of the primary key, in the order of its columns.
  /// `specifications`: the backfills of the project, to find the files again.
  ///
  /// - Throws: `backfill.trace` for a collection or key that cannot be.
  package init(
    of key: [String], in collection: String, on session: any StoreSession,
    specifications: [BackfillSpecification]
  ) throws {
    guard let schema = try session.schema(of: collection) else {
      let names = try session.collectionNames()
      throw Diagnostic(
        .backfillTrace,
        "there is no collection '\(collection)'\(Suggestion.phrase(for: collection, among: names))")
    }
    let packed = try Self.packed(key, of: schema)
    let runs = try RunList(of: session)
    self.collection = collection
    self.key = key
    isThere = try !KeyedRows(of: schema).values(of: [], byKeys: [packed], in: session).isEmpty
    var found: [(RowOrigin, BackfillBatches.Batch)] = []
    for batch in try BackfillBatches.all(on: collection, in: session) {
      try RowOrigins.forEach(
        of: batch, keyCount: schema.primaryKey.count, in: session
      ) { if $0.key == packed { found.append(($0, batch)) } }
    }
    found.sort { left, right in
      if left.1.run != right.1.run { return runs.isBefore(right.1.run, left.1.run) }
      return left.0.number > right.0.number
    }
    origins = try found.compactMap { origin, batch in
      guard let run = runs[batch.run] else { return nil }
      return try Self.origin(origin, in: batch, of: run, schema, session, specifications)
    }
  }

  private static func packed(_ key: [String], of schema: CollectionSchema) throws -> [UInt8] {
    let columns = schema.primaryKey
    guard !columns.isEmpty, key.count == columns.count else {
      throw Diagnostic(
        .backfillTrace,
        columns.isEmpty
          ? "\(schema.name) has no primary key to know a row by"
          : "the key of \(schema.name) is \(columns.map(\.name).joined(separator: ", "))",
        help: columns.isEmpty ? nil : "give one text for each, in this order")
    }
    var batch = RowBatch(columnCount: 1)
    var bytes: [UInt8] = []
    for (column, text) in zip(columns, key) {
      do {
        batch.append(try column.type.value(of: text))
      } catch {
        throw Diagnostic(.backfillTrace, "'\(column.name)': \(error.message)")
      }
      PackedValue.append(batch[batch.count - 1, 0], of: batch, to: &bytes)
    }
    return bytes
  }

  private static func origin(
    _ origin: RowOrigin, in batch: BackfillBatches.Batch, of run: BackfillRuns.Run,
    _ schema: CollectionSchema, _ session: any StoreSession,
    _ specifications: [BackfillSpecification]
  ) throws -> Origin {
    var isCurrent: Bool?
    if let columns = try LoadedColumns.recorded(by: run, in: schema) {
      var fingerprint = columns.fingerprint
      isCurrent =
        try KeyedRows(of: schema).values(of: columns.names, byKeys: [origin.key], in: session)[
          origin.key
        ].map { fingerprint.number(of: $0) == origin.fingerprint } ?? false
    }
    return Origin(
      run: run.id, backfill: run.backfill, startedAt: run.startedAt,
      specification: run.specification, mapping: run.mapping, file: batch.file,
      number: origin.number, offset: origin.offset, length: origin.length,
      isReplacement: origin.isReplacement, isCurrent: isCurrent,
      original: try original(of: origin, in: batch.file, of: run.backfill, session, specifications))
  }

  /// Reads a record again where the part of its file that was loaded is what it was.
  private static func original(
    of origin: RowOrigin, in file: String, of backfill: String, _ session: any StoreSession,
    _ specifications: [BackfillSpecification]
  ) throws -> Original {
    guard let specification = specifications.first(where: { $0.name == backfill }) else {
      return .unknown("the project has no backfill '\(backfill)' any more")
    }
    guard specification.keepsRaw else { return .unknown("the source is masked") }
    guard specification.source.format != .postgres else {
      return .unknown("its source is a query, which is not asked again")
    }
    guard let progress = try FileProgress.read(of: file, in: backfill, from: session) else {
      return .unknown("nothing tells whether the file is what it was")
    }
    guard
      let source = (try? SourceFile.files(of: specification, environment: [:]))?
        .first(where: { $0.name == progress.nameNow })
    else { return .unknown("the file is gone") }
    do {
      let digest = try PrefixDigest(of: source, as: specification.source)
      guard try digest.reach(progress.checkpoint.offset), digest.checksum == progress.prefix else {
        return .unknown("the file was changed since")
      }
      return .bytes(try digest.bytes(at: origin.offset, count: origin.length))
    } catch let problem as Diagnostic {
      return .unknown(problem.message)
    }
  }
}

extension Diagnostic.Code {
  /// A row that cannot be looked for.
  static let backfillTrace = Self("backfill.trace", .usage)
}
