package import SeedbedCore

/// What a comparison of a source with its collection found.
package struct ReconcileOutcome: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A record of the source has no row.
    case missing
    /// A row is not what the mapping makes of its record.
    case changed
    /// A row that no run loaded has the content of one that comes from the source.
    case doubled
  }

  /// A record and its row that are not alike.
  package struct Difference: Sendable, Hashable {
    package let kind: Kind
    package let key: [String]
    /// Where the record lies; nil for a doubled row.
    package let file: String?
    package let number: Int?
    /// The columns that differ.
    package let columns: [String]
  }

  /// One column on one side, over the records that are kept.
  package struct Measure: Sendable, Hashable {
    /// Values that are not null.
    package internal(set) var count = 0
    /// The exact sum; nil for columns that have none.
    package internal(set) var sum: ExactDecimal?
    /// The least and greatest value, numbers by value and text by its bytes.
    package internal(set) var least: Value?
    package internal(set) var greatest: Value?
  }

  /// One column on both sides.
  package struct Column: Sendable, Hashable {
    package let name: String
    package internal(set) var source = Measure()
    package internal(set) var target = Measure()
  }

  package let backfill: String
  package let target: String
  /// Records of the source that are kept, and the rows found for them.
  package internal(set) var sourceCount = 0
  package internal(set) var targetCount = 0
  /// Of the rows' content, whatever their order.
  package internal(set) var sourceChecksum = Checksum(of: "")
  package internal(set) var targetChecksum = Checksum(of: "")
  package internal(set) var columns: [Column] = []
  /// Rows of the collection that no run loaded.
  package internal(set) var otherCount = 0
  package internal(set) var differenceCounts: [Kind: Int] = [:]
  /// The first differences.
  package internal(set) var differences: [Difference] = []
  /// Whether the mapping is not the one the records were loaded with.
  package internal(set) var isMappingChanged = false
  /// Records that are rejects, and are not compared.
  package internal(set) var rejectedCount = 0
  /// Records whose row holds what a later record with their key says.
  package internal(set) var replacedCount = 0

  /// Files of which nothing is loaded, or what was has been undone; all of their records are compared.
  package internal(set) var unloadedFiles: [String] = []
  /// Files that go on after what was loaded of them; the rest is not compared.
  package internal(set) var unreadFiles: [String] = []

  /// Whether there was nothing to compare.
  package var isEmpty: Bool { sourceCount == 0 && differenceCounts.isEmpty }

  /// Whether the collection holds what the source says.
  package var isGood: Bool { differenceCounts.values.allSatisfy { $0 == 0 } }

  mutating func add(_ difference: Difference) {
    differenceCounts[difference.kind, default: 0] += 1
    differences.list([difference])
  }
}

extension ReconcileOutcome.Measure {
  /// Takes in a value of a column; JSON, which each engine spells its way, is counted only.
  mutating func add(_ value: Value, of type: ColumnType) {
    if value.isNull { return }
    count += 1
    var shown = value
    switch type {
    case .id, .int, .bigint, .decimal:
      guard let number = value.exactNumber else { return }
      sum = (sum ?? ExactDecimal(unscaled: 0, scale: 0)).adding(number)
      shown = .decimal(number)
    case .json, .bytes: return
    case .text, .bool, .float, .date, .time, .timestamp, .uuid, .enumeration: break
    }
    if least.map({ shown.isBefore($0) }) ?? true { least = shown }
    if greatest.map({ $0.isBefore(shown) }) ?? true { greatest = shown }
  }
}

extension Value {
  fileprivate var exactNumber: ExactDecimal? {
    switch self {
    case .int(let number): ExactDecimal(unscaled: Int128(number), scale: 0)
    case .decimal(let number): number
    case .text(let text): ExactDecimal(text)
    case .null, .bool, .float, .bytes, .timestamp, .json: nil
    }
  }

  fileprivate func isBefore(_ other: Value) -> Bool {
    switch (self, other) {
    case (.int(let left), .int(let right)): left < right
    case (.float(let left), .float(let right)): left < right
    case (.decimal(let left), .decimal(let right)):
      (left.adding(ExactDecimal(unscaled: -right.unscaled, scale: right.scale))?.unscaled ?? 0) < 0
    default: description.utf8.lexicographicallyPrecedes(other.description.utf8)
    }
  }
}
