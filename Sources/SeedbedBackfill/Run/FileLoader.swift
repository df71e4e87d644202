import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Loads one file, batch by batch.
struct FileLoader {
  /// How many records are read between two looks at whether to stop.
  private static let patience = 1024
  /// A wait that is longer says that there is time to do something else.
  private static let moment = Duration.milliseconds(2)
  /// Records in one transaction where no index grows, at most: more would only take memory.
  private static let mostWithoutKey = 16_384

  private(set) var progress: FileProgress
  /// Of this run.
  private(set) var counts = BackfillCounts()
  private(set) var rejects: [Reject] = []
  /// Records that were read and, since something failed, not kept.
  private(set) var discarded = 0
  /// Whether it was read to its end, and its last record has no line end though records are lines.
  private(set) var endsInLine = false
  /// What it is called now.
  var fileName: String { file.nameNow }
  /// What is no record.
  var passedOver: [String: Int] { reader.passedOver }

  private let plan: BackfillPlan
  private let file: SourceFile
  private let intake: RecordIntake
  private let commits: CommitQueue
  private let throttle: Throttle
  private var pace: BatchPace
  private var reader: any RecordReader
  private var batch: PendingBatch
  /// The memory of a batch that was committed.
  private var spare: PendingBatch
  /// Records read, whatever became of them.
  private var read = 0
  /// Whether the last batch was read sooner than the one before it was committed.
  private var isAhead = false

  init(
    _ start: Resumption.Start, mapper: RecordMapper, beside others: OtherFiles,
    in context: LoadContext
  ) throws {
    let (plan, options) = (context.plan, context.options)
    self.plan = plan
    file = start.file
    progress = start.progress
    intake = try RecordIntake(of: start.file, mapper: mapper, for: plan)
    commits = CommitQueue(try BatchWriter(start, beside: others, in: context))
    throttle = options.throttle
    // A session may go on to the end of the file, so its file is one batch.
    pace =
      plan.specification.source.sessions == nil
      ? BatchPace(
        options.throttle,
        most: context.hasKey ? options.batchSize : min(options.batchSize, Self.mostWithoutKey))
      : BatchPace(Throttle(), most: Int.max)
    reader =
      start.isAtEnd
      ? EmptyReader(checkpoint: progress.checkpoint)
      : try SourceReading.reader(
        of: start.file, as: plan.specification.source, at: progress.checkpoint)
    batch = PendingBatch(columnCount: plan.columns.count)
    spare = batch
  }

  /// Reads to the end; `report` hears of every batch that was committed.
  ///
  /// While a batch is committed the next one is read, so two are in memory; a run that is to be slow does one
  /// after the other.
  mutating func load(_ report: (borrowing FileLoader) -> Void) throws {
    do {
      try ReadingInterruption.$isAsked.withValue(InterruptionCheck(throttle.isInterrupted)) {
        try readAll(report)
      }
    } catch {
      // Nobody may hear of the failure while a batch is still being written.
      _ = try? settle()
      guard (error as? Diagnostic)?.code == .backfillInterrupted else {
        discarded = read - counts.read
        throw error
      }
      // More may be committed by now.
      throw interruption()
    }
  }

  private mutating func readAll(_ report: (borrowing FileLoader) -> Void) throws {
    var record = SourceRecord()
    while try next(into: &record) {
      read += 1
      intake.take(record, into: &batch)
      if batch.counts.read >= pace.size || batch.isFull {
        // Otherwise the thread that commits waits for this one, and packs them itself.
        if isAhead, !plan.readsBack { batch.packOrigins(of: plan) }
        try rest(after: settle(), report)
        begin()
        if pace.isSlow { try rest(after: settle(), report) }
      } else if batch.counts.read % Self.patience == 0, throttle.isInterrupted() {
        try commitWhole()
        throw interruption()
      }
    }
    _ = try settle()
    let hasMore = batch.counts.read > 0 || progress.checkpoint != reader.checkpoint
    if try hasMore || commits.writer.isOwed(after: progress) {
      begin(isLast: true)
      _ = try settle()
    }
    let source = plan.specification.source
    endsInLine =
      counts.read > 0 && source.hasLines && !source.format.isQueried && commits.writer.endsInLine
    report(self)
  }

  /// Reads on. Where nothing more can be read, what was read before is committed first.
  private mutating func next(into record: inout SourceRecord) throws -> Bool {
    do {
      return try reader.next(into: &record)
    } catch var problem as Diagnostic {
      try commitWhole()
      if problem.code == .sourceInterrupted { throw interruption() }
      let place = progress.checkpoint
      let kept =
        "\(file.name) was read to byte \(place.offset), and its \(place.number) "
        + "record\(place.number == 1 ? "" : "s") to there \(place.number == 1 ? "is" : "are") kept"
      problem.help = problem.help.map { "\($0); \(kept)" } ?? kept
      throw problem
    }
  }

  /// Hands what was read over to be committed, and goes on with an empty batch.
  private mutating func begin(isLast: Bool = false) {
    commits.begin(batch, after: progress, at: reader.checkpoint, isLast: isLast)
    batch = spare
    spare = PendingBatch(columnCount: batch.rows.columnCount)
  }

  /// Waits for the batch that is being committed.
  ///
  /// - Returns: how long to wait before the next; nil when there was none.
  private mutating func settle() throws -> Duration? {
    let start = throttle.clock()
    guard let (committed, batch) = try commits.finish() else { return nil }
    isAhead = throttle.clock() - start > Self.moment
    progress = committed.progress
    counts = counts + committed.counts
    rejects.list(committed.rejects)
    spare = batch
    spare.removeAll()
    return pace.committed(committed.counts.read)
  }

  /// Commits what was read, save where the reader knows no place after it: then it is read again.
  private mutating func commitWhole() throws {
    // What is committed may be read again for it, after a signal too.
    try ReadingInterruption.$isAsked.withValue(nil) { try commitRead() }
  }

  private mutating func commitRead() throws {
    _ = try settle()
    guard batch.counts.read > 0,
      reader.checkpoint.number == progress.counts.read + batch.counts.read
    else { return }
    begin()
    _ = try settle()
  }

  /// Waits between two batches, in steps, so that a signal is soon heard; says meanwhile that it still lives.
  ///
  /// `wait`: how long, at least; nil when nothing was committed.
  private func rest(
    after wait: Duration?, _ report: (borrowing FileLoader) -> Void
  ) throws {
    guard let wait else { return }
    report(self)
    var left = wait
    var quiet = Duration.zero
    while true {
      if throttle.isInterrupted() { throw interruption() }
      guard left > .zero || throttle.isPaused() else { return }
      let step = min(.milliseconds(100), left > .zero ? left : .milliseconds(100))
      throttle.sleep(step)
      left -= step
      quiet += step
      if quiet >= .seconds(10) {
        try commits.writer.renewLock()
        quiet = .zero
      }
    }
  }

  private func interruption() -> Diagnostic {
    let place = progress.checkpoint
    return Diagnostic(
      .backfillInterrupted,
      "interrupted after record \(place.number) of \(file.name) (byte \(place.offset))",
      help: "what was committed is kept; run the same command again to go on from there")
  }
}

/// The reader of a file that was read to its end before.
private struct EmptyReader: RecordReader {
  let fieldNames: [String] = []
  let checkpoint: SourceCheckpoint

  mutating func next(into record: inout SourceRecord) throws -> Bool { false }
}
