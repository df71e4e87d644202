package import SeedbedCore
import SeedbedFormats
package import SeedbedStore

/// Brings the records of one backfill into its collection.
///
/// The rows, the rejects, the counters and the place in the source commit together, batch by batch, so
/// that a run that was killed goes on with nothing lost and nothing twice.
package struct BackfillRun {
  /// How a run reports where it is.
  package struct Progress: Sendable {
    package let backfill: String
    /// Records read in this run.
    package let records: Int
    /// Bytes consumed, of all files of the backfill.
    package let bytes: Int
    /// 0 when it takes reading to know.
    package let totalBytes: Int
  }

  /// What a run may be told.
  package struct Options: Sendable {
    /// Records in one transaction, at most; in large batches the index of a random key grows in runs.
    package var batchSize: Int
    /// Begins again at the start of every file; records that are there already count as present.
    package var restart: Bool
    /// How the run spares the database, and when it ends early.
    package var throttle: Throttle
    /// When the indexes of an empty collection grow.
    package var indexing: Indexing
    /// The name of a database without the test mark whose records may be replaced.
    package var confirmation: String?

    package init(
      batchSize: Int = 50_000, restart: Bool = false, throttle: Throttle = Throttle(),
      indexing: Indexing = .automatic, confirmation: String? = nil
    ) {
      self.batchSize = max(1, batchSize)
      self.restart = restart
      self.throttle = throttle
      self.indexing = indexing
      self.confirmation = confirmation
    }
  }

  private let store: any Store
  private let lock: any RunnerLock
  private let options: Options
  private let now: @Sendable () -> Timestamp
  private let progress: (Progress) -> Void

  package init(
    on store: any Store, lock: any RunnerLock, options: Options = Options(),
    now: @escaping @Sendable () -> Timestamp, progress: @escaping (Progress) -> Void = { _ in }
  ) {
    self.store = store
    self.lock = lock
    self.options = options
    self.now = now
    self.progress = progress
  }

  /// Loads what has not been loaded yet.
  ///
  /// - Throws: `Diagnostics` when the source or the mapping is not what an earlier run began with,
  ///   before anything is changed.
  package func load(_ plan: BackfillPlan) throws -> BackfillOutcome {
    try load(plan, indexing: options.indexing)
  }

  private func load(_ plan: BackfillPlan, indexing: Indexing) throws -> BackfillOutcome {
    let plan = try plan.writing(to: store, confirmation: options.confirmation)
    let begun = try Resumption(of: plan, restart: options.restart, on: store)
    let mappers = try Self.mappers(for: begun.files, of: plan)
    let unmapped = Self.unmappedFields(of: mappers)
    try Self.refuse(unmapped, of: plan)
    let (run, areIndexesAside) = try start(plan, begun, indexing)
    let context = LoadContext(
      plan: plan, run: run, store: store, lock: lock, options: options, now: now,
      hasKey: !areIndexesAside)
    var outcome = BackfillOutcome(
      backfill: plan.specification.name, target: plan.schema.name, run: run)
    outcome.emptyFiles = plan.emptyFiles
    Failpoint.hit(.begun)
    outcome.resumptions = begun.files.compactMap(\.resumed)
    if plan.specification.unmapped == .report { outcome.unmappedFields = unmapped }
    var files = begun.files.map(\.progress)
    do {
      for place in begun.files.indices {
        try load(place, of: begun, with: mappers[place], in: context, &files, &outcome)
      }
      try Self.checkRatio(of: plan, files, on: store)
    } catch let failure as Diagnostic {
      outcome.failure = failure
    }
    if areIndexesAside, try !bringBackIndexes(after: outcome) {
      return try load(plan, indexing: .during)
    }
    outcome.conclude(plan, files)
    Failpoint.hit(.ended)
    try end(&outcome, after: begun)
    return outcome
  }

  /// Loads one file; `files` is what is known of all of them.
  private func load(
    _ place: Int, of begun: Resumption, with mapper: RecordMapper, in context: LoadContext,
    _ files: inout [FileProgress], _ outcome: inout BackfillOutcome
  ) throws {
    let plan = context.plan
    let known = begun.files[place]
    let start = place == 0 ? known : try begunAgain(known, of: plan)
    outcome.findings += start.findings
    if start.isCopy {
      files[place] = start.uncounted
      return
    }
    let elsewhere = files[..<place] + files[(place + 1)...]
    let rejected = elsewhere.reduce(0) { $0 + $1.counts.rejected }
    let bytes = elsewhere.reduce(0) { $0 + $1.checkpoint.offset }
    let later = begun.files[(place + 1)...].filter { $0.forgets != .nothing }
    var loader = try FileLoader(
      start, mapper: mapper,
      beside: OtherFiles(rejected: { _ in rejected }, toReread: Set(later.map(\.file.name))),
      in: context)
    defer {
      files[place] = loader.progress
      outcome.add(loader)
    }
    let records = outcome.counts.read
    try loader.load { loader in
      progress(
        Progress(
          backfill: plan.specification.name, records: records + loader.counts.read,
          bytes: bytes + loader.progress.checkpoint.offset, totalBytes: plan.readableSize))
    }
  }

  /// Opens every file of a plan and checks that it has the fields the mapping reads.
  ///
  /// - Throws: `Diagnostics` for fields that are not there.
  package static func checkFields(of plan: BackfillPlan) throws {
    for file in plan.files {
      let reader = try SourceReading.reader(of: file, as: plan.specification.source)
      let mapper = try RecordMapper(for: plan, names: reader.fieldNames)
      if file.name == plan.files.first?.name { try PathCheck.check(mapper.paths, in: plan) }
    }
  }

  static func mappers(
    for files: [Resumption.Start], of plan: BackfillPlan
  ) throws -> [RecordMapper] {
    let mappers = try files.map { start in
      try RecordMapper(
        for: plan,
        names: SourceReading.reader(of: start.file, as: plan.specification.source).fieldNames)
    }
    if let first = mappers.first, files.contains(where: { !$0.isAtEnd }) {
      try PathCheck.check(first.paths, in: plan)
    }
    return mappers
  }

  /// The fields that no mapping reads, of all files, each named once.
  static func unmappedFields(of mappers: [RecordMapper]) -> [String] {
    var seen: Set<String> = []
    return mappers.flatMap(\.unmappedFields).filter { seen.insert($0).inserted }
  }

  static func refuse(_ unmapped: [String], of plan: BackfillPlan) throws {
    guard plan.specification.unmapped == .reject, !unmapped.isEmpty else { return }
    throw (plan.specification.node["unmapped"] ?? plan.specification.node).diagnostic(
      .backfillField, "no mapping reads \(unmapped.joined(separator: ", "))",
      help: "map them, or write 'unmapped: report'")
  }

  static func checkRatio(
    of plan: BackfillPlan, _ files: [FileProgress], on store: any Store
  ) throws {
    guard plan.specification.rejectLimit.ratio != nil else { return }
    let totals = files.reduce(BackfillCounts()) { $0 + $1.counts }
    let extra = try store.read {
      try BackfillRejects.extraLines(of: plan.specification.name, in: $0)
    }
    guard let limit = RejectBound(plan.specification.rejectLimit, read: totals.read + extra),
      totals.rejected + extra > limit.count
    else { return }
    throw limit.exceeded(
      by: totals.rejected, onLines: extra, of: plan.specification,
      kept: "the other records were kept")
  }

  private func start(
    _ plan: BackfillPlan, _ begun: Resumption, _ indexing: Indexing
  ) throws -> (run: String, areIndexesAside: Bool) {
    try store.transaction(.structure) { session in
      try BackfillTables.ensure(in: session)
      for start in begun.files { try start.settle(in: session) }
      try BackfillRuns.interruptOthers(of: plan.specification.name, in: session)
      let run = try BackfillRuns.begin(.init(of: plan), state: .running, at: now(), in: session)
      let areIndexesAside = try indexing.sets(aside: plan, after: begun, run: run, in: session)
      return (run, areIndexesAside)
    }
  }

  /// As it is at its turn.
  private func begunAgain(
    _ start: Resumption.Start, of plan: BackfillPlan
  ) throws -> Resumption.Start {
    let again = try Resumption.again(start, in: plan, on: store)
    if start.isNew { try store.transaction { try again.settle(in: $0) } }
    return again
  }

  /// - Returns: false when keys stand twice: everything was taken back, and is to be read with the key in place.
  private func bringBackIndexes(after outcome: BackfillOutcome) throws -> Bool {
    do {
      return try store.transaction { try IndexesAside.bringBack(in: $0).isEmpty }
    } catch  where outcome.failure != nil {
      // What stopped the run stands in the way; whoever locks the database next brings them back.
      return true
    }
  }

  /// What found nothing to do is no run of the history.
  private func end(_ outcome: inout BackfillOutcome, after begun: Resumption) throws {
    let ended = outcome
    let isIdle =
      outcome.isGood && outcome.counts.read == 0
      && begun.files.allSatisfy { $0.forgets == .nothing }
    do {
      let earlier: String? = try store.transaction { session in
        if isIdle,
          let earlier = try BackfillRuns.withdraw(ended.run, of: ended.backfill, in: session)
        {
          return earlier
        }
        try BackfillRuns.end(ended.run, as: ended.state, at: now(), in: session)
        return nil
      }
      if let earlier {
        outcome.run = earlier
        outcome.isRepeated = true
      }
    } catch  where outcome.failure != nil {
      // What stopped the run stands in the way of saying so; the next run finds it interrupted.
    }
  }
}
