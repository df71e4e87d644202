import SeedbedCore
import SeedbedStore

/// What was read and is not committed yet.
struct PendingBatch {
  /// How much a batch may hold however many rows it may have, so that memory stays flat: 4 MB of text and
  /// 8 MB of cells.
  private static let mostBytes = 15 << 18
  private static let mostCells = 1 << 19

  /// The rows to load.
  var rows: RowBatch
  /// Where the record of each row lies.
  var places: [RecordPlace] = []
  /// Where all rows come from, once that is packed.
  private(set) var origins: [PackedOrigins]?
  var counts = BackfillCounts()
  var rejects: [Reject] = []

  init(columnCount: Int) {
    rows = RowBatch(columnCount: columnCount)
  }

  /// Whether the batch is as large as memory allows.
  var isFull: Bool { rows.bytes.count > Self.mostBytes || rows.cells.count > Self.mostCells }

  /// Packs where the rows come from, ahead of the commit.
  mutating func packOrigins(of plan: BackfillPlan) {
    origins = RowOrigins.pack(rows, at: places, of: plan)
  }

  mutating func removeAll() {
    rows.removeAll()
    places.removeAll(keepingCapacity: true)
    origins = nil
    counts = BackfillCounts()
    rejects.removeAll(keepingCapacity: true)
  }
}
