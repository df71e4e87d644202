package import SeedbedCore
import SeedbedFormats
package import SeedbedStore

/// One of several processes, on one machine or many, that load the files of one backfill together.
///
/// A worker claims a file at a time through the database. The file of a worker that was killed goes to
/// another, which goes on where the last batch ended.
package struct BackfillWorker {
  private let store: any Store
  private let holder: LockHolder
  private let options: BackfillRun.Options
  private let now: @Sendable () -> Timestamp
  private let progress: (BackfillRun.Progress) -> Void

  package init(
    on store: any Store, as holder: LockHolder,
    options: BackfillRun.Options = BackfillRun.Options(), now: @escaping @Sendable () -> Timestamp,
    progress: @escaping (BackfillRun.Progress) -> Void = { _ in }
  ) {
    self.store = store
    self.holder = holder
    self.options = options
    self.now = now
    self.progress = progress
  }

  /// Loads files until none is left, by this worker or any other.
  ///
  /// - Returns: an outcome whose `counts` are this worker's and whose `totals` are everybody's.
  /// - Throws: `Diagnostic` with code `store.busy` while a single runner has the database, and
  ///   `store.unshared` on an engine with one writer.
  package func load(_ plan: BackfillPlan) throws -> BackfillOutcome {
    if plan.files.contains(where: { $0.name == SourceFile.standardInput.name }) {
      throw plan.specification.node.diagnostic(
        .backfillStandardInput, "workers share files, and the source is standard input",
        help: "run it without --worker")
    }
    let plan = try plan.writing(to: store, confirmation: options.confirmation)
    var run = ""
    let work = try store.share(pieces: plan.fileNames, as: holder) {
      run = try join(plan)
      return run
    }
    defer { try? work.lock.release() }
    var outcome = BackfillOutcome(
      backfill: plan.specification.name, target: plan.schema.name, run: run)
    do {
      while let name = try work.next() {
        try load(name, of: plan, beside: work, into: &outcome)
        try work.finish(name)
      }
      try BackfillRun.checkRatio(of: plan, try files(of: plan), on: store)
    } catch let failure as Diagnostic {
      outcome.failure = failure
    }
    outcome.conclude(plan, try files(of: plan))
    // The others go on.
    if outcome.failure?.code == .backfillInterrupted { return outcome }
    let concluded = outcome
    try store.transaction {
      try BackfillRuns.end(concluded.run, as: concluded.state, at: now(), in: $0)
    }
    return outcome
  }

  /// The run that others work on, or a new one.
  private func join(_ plan: BackfillPlan) throws -> String {
    try store.transaction(.structure) { session in
      try BackfillTables.ensure(in: session)
      return try BackfillRuns.shared(of: plan.specification.name, in: session)
        ?? BackfillRuns.begin(.init(of: plan), state: .shared, at: now(), in: session)
    }
  }

  private func load(
    _ name: String, of plan: BackfillPlan, beside work: any SharedWork,
    into outcome: inout BackfillOutcome
  ) throws {
    let single = plan.only(name)
    let begun = try Resumption(of: plan, only: name, restart: false, on: store)
    try store.transaction { session in
      for start in begun.files { try start.settle(in: session) }
    }
    let mappers = try BackfillRun.mappers(for: begun.files, of: single)
    let unmapped = BackfillRun.unmappedFields(of: mappers)
    try BackfillRun.refuse(unmapped, of: plan)
    if plan.specification.unmapped == .report {
      outcome.unmappedFields += unmapped.filter { !outcome.unmappedFields.contains($0) }
    }
    outcome.resumptions += begun.files.compactMap(\.resumed)
    for (start, mapper) in zip(begun.files, mappers) {
      outcome.findings += start.findings
      if start.isCopy { continue }
      let others = OtherFiles { session in
        try BackfillFiles.rejected(
          outside: start.file.name, of: plan.specification.name, in: session)
      }
      var loader = try FileLoader(
        start, mapper: mapper, beside: others,
        in: LoadContext(
          plan: plan, run: outcome.run, store: store, lock: work.lock, options: options, now: now))
      defer { outcome.add(loader) }
      let records = outcome.counts.read
      try loader.load { loader in
        progress(
          BackfillRun.Progress(
            backfill: "\(plan.specification.name), \(name)",
            records: records + loader.counts.read, bytes: loader.progress.checkpoint.offset,
            totalBytes: single.readableSize))
      }
    }
  }

  private func files(of plan: BackfillPlan) throws -> [FileProgress] {
    try store.read { session in
      try FileProgress.all(of: plan.specification.name, from: session)
        .filter { plan.fileNames.contains($0.nameNow) }
    }
  }
}
