import Dispatch
import SeedbedFormats
import Synchronization

/// Commits one batch on a thread of its own, while the next one is read.
final class CommitQueue: Sendable {
  /// What became of a batch, and its memory.
  private typealias Outcome = (
    batch: PendingBatch, result: Result<BatchWriter.Committed, any Error>
  )

  let writer: BatchWriter
  private let queue = DispatchQueue(label: "seedbed.backfill.commit")
  private let outcome = Mutex<Outcome?>(nil)

  init(_ writer: BatchWriter) {
    self.writer = writer
  }

  /// Begins to commit a batch; the one before it must have been finished.
  func begin(
    _ batch: PendingBatch, after progress: FileProgress, at checkpoint: SourceCheckpoint,
    isLast: Bool
  ) {
    queue.async { [self] in
      let result = Result {
        try writer.commit(batch, after: progress, at: checkpoint, isLast: isLast)
      }
      outcome.withLock { $0 = (batch, result) }
    }
  }

  /// Waits for the batch that was begun.
  ///
  /// - Returns: what is known after it, and the batch; nil when none is under way.
  func finish() throws -> (committed: BatchWriter.Committed, batch: PendingBatch)? {
    let outcome = queue.sync {
      self.outcome.withLock { outcome in
        defer { outcome = nil }
        return outcome
      }
    }
    return try outcome.map { (try $0.result.get(), $0.batch) }
  }
}
