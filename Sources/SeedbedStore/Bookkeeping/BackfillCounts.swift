import SeedbedCore

/// What became of every record read: each ends in exactly one of four places.
package struct BackfillCounts: Sendable, Hashable {
  package var read = 0
  package var loaded = 0
  package var present = 0
  package var filtered = 0
  package var rejected = 0

  package init() {}

  /// `read = loaded + present + filtered + rejected`.
  package var isConserved: Bool { read == loaded + present + filtered + rejected }

  package static func + (left: BackfillCounts, right: BackfillCounts) -> BackfillCounts {
    var sum = left
    sum.read += right.read
    sum.loaded += right.loaded
    sum.present += right.present
    sum.filtered += right.filtered
    sum.rejected += right.rejected
    return sum
  }

  /// A counter by the name a check uses.
  package func counter(_ name: String) -> Int? {
    switch name {
    case "read": read
    case "loaded": loaded
    case "present": present
    case "kept": loaded + present
    case "filtered": filtered
    case "rejected": rejected
    default: nil
    }
  }
}

extension BackfillCounts {
  /// The columns that hold the counters, of a run and of a file.
  static let columns: [CollectionSchema.Column] = [
    .init(name: "records_read", type: .bigint),
    .init(name: "loaded", type: .bigint),
    .init(name: "present", type: .bigint),
    .init(name: "filtered", type: .bigint),
    .init(name: "rejected", type: .bigint),
  ]

  /// In the order of `columns`.
  var values: [Value] {
    [read, loaded, present, filtered, rejected].map { .int(Int64($0)) }
  }

  init(_ row: StoreRow) throws {
    read = try row.decode("records_read")
    loaded = try row.decode("loaded")
    present = try row.decode("present")
    filtered = try row.decode("filtered")
    rejected = try row.decode("rejected")
  }
}
