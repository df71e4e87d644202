import SeedbedCore
import SeedbedFormats
package import SeedbedStore

/// Reads the loaded part of a source again and compares it with its collection, record by record.
package struct Reconciliation {
  /// How many rows are looked up together.
  private static let step = 5_000
  /// How many rows that no run loaded are looked at for being doubles.
  private static let mostOthers = 1_000_000

  private let plan: BackfillPlan
  private let session: any StoreSession
  private let progress: (BackfillRun.Progress) -> Void
  private let loaded: LoadedColumns
  private let key: PackedKey
  private let types: [ColumnType]
  private var outcome: ReconcileOutcome
  private var source = ChecksumSum()
  private var target = ChecksumSum()
  private let sources: [Source]
  /// Rows that a later record may have replaced, by their keys.
  private var suspects: [[UInt8]: ReconcileOutcome.Difference] = [:]

  /// A file, and the part of it that is compared.
  private struct Source {
    let file: SourceFile
    /// nil when nothing was loaded, so that all of it is.
    var loaded: FileProgress?
    var isAtEnd = true
  }

  /// Compares one backfill with what its collection holds.
  ///
  /// - Throws: `Diagnostic` when the source is not what was loaded, or the collection has no key.
  package static func outcome(
    of plan: BackfillPlan, on store: any Store,
    progress: @escaping (BackfillRun.Progress) -> Void = { _ in }
  ) throws -> ReconcileOutcome {
    guard !plan.schema.primaryKey.isEmpty else {
      throw Diagnostic(
        .backfillReconcile, "\(plan.schema.name) has no primary key to find its rows by",
        help: "compare it with 'seedbed db compare'")
    }
    return try store.read { session in
      var work = try Reconciliation(of: plan.looking(at: session), in: session, progress)
      return try work.compare()
    }
  }

  private init(
    of plan: BackfillPlan, in session: any StoreSession,
    _ progress: @escaping (BackfillRun.Progress) -> Void
  ) throws {
    self.plan = plan
    self.session = session
    self.progress = progress
    loaded = LoadedColumns(of: plan)
    key = PackedKey(of: plan)
    types = loaded.fingerprint.columns.map(\.type)
    outcome = ReconcileOutcome(backfill: plan.specification.name, target: plan.schema.name)
    outcome.columns = loaded.names.map { .init(name: $0) }
    sources = try Self.sources(of: plan, in: session)
    outcome.unloadedFiles = sources.filter { $0.loaded == nil }.map(\.file.name)
    outcome.unreadFiles = sources.filter { !$0.isAtEnd }.map(\.file.name)
    outcome.isMappingChanged = sources.contains {
      $0.loaded.map { $0.mapping != plan.specification.checksum } ?? false
    }
  }

  private static func sources(
    of plan: BackfillPlan, in session: any StoreSession
  ) throws -> [Source] {
    let known = try KnownSources(of: plan.specification, in: session)
    return try plan.files.compactMap { file in
      switch try known.finding(for: file, among: plan.files) {
      case .new(let name): Source(file: file.known(as: name))
      case .copy: nil
      case .known(let progress, let digest):
        if progress.checkpoint.offset == 0 {
          Source(file: file.known(as: progress.file))
        } else {
          Source(
            file: file.known(as: progress.file), loaded: progress,
            isAtEnd: try digest.reach(progress.checkpoint.offset) && digest.isAtEnd())
        }
      case .changed(let progress, _):
        throw Diagnostic(
          .backfillChanged,
          "\(file.path) is not what was loaded (its first \(progress.checkpoint.offset) bytes)",
          help: "put the file back to compare with it")
      }
    }
  }

  private mutating func compare() throws -> ReconcileOutcome {
    try forEachBatch { work, batch, file in try work.compare(batch, of: file) }
    for difference in suspects.values.sorted(by: Self.isBefore) { outcome.add(difference) }
    try findDoubles()
    outcome.sourceCount = source.count
    outcome.targetCount = target.count
    outcome.sourceChecksum = Checksum(of: source.bytes)
    outcome.targetChecksum = Checksum(of: target.bytes)
    return outcome
  }

  /// Maps the part of every file that was loaded, without the records that are rejects.
  private mutating func forEachBatch(
    _ body: (inout Reconciliation, PendingBatch, String) throws -> Void
  ) throws {
    var bytes = 0
    for source in sources {
      let file = source.file
      let last = source.loaded?.checkpoint.number ?? Int.max
      let open = try BackfillRejects.open(of: file.name, in: plan.specification.name, session)
      let stale = try numbers(amongLoadedOf: file.name, Set(open.keys))
      var reader = try SourceReading.reader(of: file, as: plan.specification.source)
      let intake = try RecordIntake(
        of: file, mapper: RecordMapper(for: plan, names: reader.fieldNames), for: plan)
      var batch = PendingBatch(columnCount: plan.columns.count)
      var record = SourceRecord()
      var number = 0
      while number < last, try reader.next(into: &record) {
        number = record.number
        if open[number] != nil, !stale.contains(number) {
          batch.counts.rejected += 1
          continue
        }
        intake.take(record, into: &batch)
        guard batch.counts.read >= Self.step || batch.isFull else { continue }
        try body(&self, batch, file.name)
        batch.removeAll()
        progress(
          .init(
            backfill: plan.specification.name, records: self.source.count,
            bytes: bytes + reader.checkpoint.offset, totalBytes: plan.readableSize))
      }
      try body(&self, batch, file.name)
      bytes += reader.checkpoint.offset
    }
  }

  private mutating func compare(_ batch: PendingBatch, of file: String) throws {
    outcome.rejectedCount += batch.counts.rejected
    let rows = batch.rows
    let wanted = (0..<rows.count).map { key.bytes(of: $0, in: rows) }
    let found = try KeyedRows(of: plan.schema)
      .values(of: loaded.names, byKeys: wanted, in: session)
    var fingerprint = loaded.fingerprint
    let asLoaded = try plan.readsBack ? rowsAsLoaded(batch, of: file, wanted) : []
    for row in 0..<rows.count {
      // Of a row that is what its load left, the database's values are the record's.
      let kept = asLoaded.contains(row) ? found[wanted[row]] : nil
      let expected =
        kept.map { fingerprint.digest(of: $0) } ?? fingerprint.digest(of: row, in: rows)
      source.add(expected)
      let record = kept ?? fingerprint.values(of: row, in: rows)
      for (place, value) in record.enumerated() {
        outcome.columns[place].source.add(value, of: types[place])
      }
      if suspects.removeValue(forKey: wanted[row]) != nil { outcome.replacedCount += 1 }
      guard let held = found[wanted[row]] else {
        outcome.add(difference(.missing, wanted[row], file, batch.places[row].number))
        continue
      }
      let actual = fingerprint.digest(of: held)
      target.add(actual)
      for (place, value) in held.enumerated() {
        outcome.columns[place].target.add(value, of: types[place])
      }
      if actual == expected { continue }
      let changed = difference(
        .changed, wanted[row], file, batch.places[row].number,
        fingerprint.columns(inWhich: record, differFrom: held).map(\.name))
      if plan.specification.replaces {
        suspects[wanted[row]] = changed
      } else {
        outcome.add(changed)
      }
    }
  }

  /// The rejects of which there is a row all the same: it was made of what the record was before.
  private func numbers(amongLoadedOf file: String, _ rejects: Set<Int>) throws -> Set<Int> {
    if rejects.isEmpty { return [] }
    var found: Set<Int> = []
    let loads = try BackfillBatches.all(
      ofFile: file, of: plan.specification.name, on: plan.schema.name, in: session)
    for load in loads where rejects.contains(where: { (load.first...load.last).contains($0) }) {
      try RowOrigins.forEach(
        of: load, keyCount: plan.schema.primaryKey.count, in: session
      ) { if rejects.contains($0.number) { found.insert($0.number) } }
    }
    return found
  }

  /// Rows that still have the fingerprint which the database's values had when they were loaded.
  private func rowsAsLoaded(
    _ batch: PendingBatch, of file: String, _ keys: [[UInt8]]
  ) throws -> Set<Int> {
    guard let first = batch.places.first?.number, let last = batch.places.last?.number else {
      return []
    }
    let places = Dictionary(
      batch.places.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { $1 })
    let runs = try RunList(of: session)
    var asLoaded: Set<Int> = []
    let loads = try BackfillBatches.all(
      ofFile: file, of: plan.specification.name, on: plan.schema.name, in: session)
    for load in loads where load.first <= last && load.last >= first {
      guard let run = runs[load.run],
        let columns = try LoadedColumns.recorded(by: run, in: plan.schema)
      else { continue }
      var fingerprint = columns.fingerprint
      var prints: [Int: UInt64] = [:]
      try RowOrigins.forEach(
        of: load, keyCount: plan.schema.primaryKey.count, in: session
      ) { if let row = places[$0.number] { prints[row] = $0.fingerprint } }
      let held = try KeyedRows(of: plan.schema).values(
        of: columns.names, byKeys: prints.keys.sorted().map { keys[$0] }, in: session)
      for (row, print) in prints {
        if let values = held[keys[row]], fingerprint.number(of: values) == print {
          asLoaded.insert(row)
        }
      }
    }
    return asLoaded
  }

  private func difference(
    _ kind: ReconcileOutcome.Kind, _ key: [UInt8], _ file: String?, _ number: Int?,
    _ columns: [String] = []
  ) -> ReconcileOutcome.Difference {
    .init(
      kind: kind, key: PackedValue.values(in: key).map(\.description), file: file, number: number,
      columns: columns)
  }

  /// Rows no run loaded whose content, without the key, is that of a record.
  private mutating func findDoubles() throws {
    let isKey = Set(plan.schema.primaryKey.map(\.name))
    let content = loaded.names.filter { !isKey.contains($0) }
    guard !content.isEmpty else { return }
    var fingerprint = LoadedColumns(of: plan, ignoring: isKey).fingerprint
    let stored = RowFingerprint(of: content.compactMap { plan.schema.column($0) })
    var others: [UInt64: [[UInt8]]] = [:]
    var otherKeys: Set<[UInt8]> = []
    var count = 0
    _ = try OtherRows.forEach(of: plan.schema, columns: content, in: session) { key, values in
      count += 1
      guard count <= Self.mostOthers else { return }
      var print = stored
      let packed = PackedValue.bytes(of: key)
      otherKeys.insert(packed)
      others[print.number(of: values), default: []].append(packed)
    }
    outcome.otherCount = count
    if others.isEmpty { return }
    // Rows that were present before the backfill came are records of it, too.
    var own: Set<[UInt8]> = []
    var alike: Set<[UInt8]> = []
    try forEachBatch { work, batch, _ in
      for row in 0..<batch.rows.count {
        let key = work.key.bytes(of: row, in: batch.rows)
        if otherKeys.contains(key) { own.insert(key) }
        if let keys = others[fingerprint.number(of: row, in: batch.rows)] { alike.formUnion(keys) }
      }
    }
    for key in alike.subtracting(own).sorted(by: UndoReview.isBefore) {
      outcome.add(difference(.doubled, key, nil, nil))
    }
  }

  private static func isBefore(
    _ left: ReconcileOutcome.Difference, _ right: ReconcileOutcome.Difference
  ) -> Bool {
    (left.file ?? "", left.number ?? 0) < (right.file ?? "", right.number ?? 0)
  }
}

extension Diagnostic.Code {
  /// A collection that cannot be compared with a source.
  static let backfillReconcile = Self("backfill.reconcile", .runFailed)
}
