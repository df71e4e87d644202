package import SeedbedCore

/// Compares one collection: by the checksums of ranges first, and row by row where these differ.
struct CollectionComparer {
  /// The checksums of one range on both sides.
  private struct Sums: Equatable {
    var left = ChecksumSum()
    var right = ChecksumSum()

    var areEqual: Bool { left == right }
    var rows: Int { left.count + right.count }

    mutating func add(_ other: Sums) {
      left.add(other.left)
      right.add(other.right)
    }
  }

  private let left: CollectionReader
  private let right: CollectionReader
  private let order: RowOrder
  private let limits: ComparisonLimits
  private let progress: (_ read: Int, _ total: Int) -> Void
  private var found: CollectionComparison

  private var collection: ComparedCollection { left.collection }

  /// - Throws: `Diagnostic` when a side cannot be read.
  static func compare(
    _ left: CollectionReader, _ right: CollectionReader, limits: ComparisonLimits,
    progress: @escaping (_ read: Int, _ total: Int) -> Void
  ) throws -> CollectionComparison {
    if left.collection.hasOrderedKey {
      do {
        return try Self(left, right, .key, limits, progress).compare()
      } catch is OrderMismatch {
        // Digests are the same everywhere; they only cost reading all rows again.
      }
    }
    do {
      return try Self(left, right, .digest, limits, progress).compare()
    } catch is OrderMismatch {
      throw Diagnostic(
        .compareUnstable, "\(left.collection.name) was changed while it was read",
        help: "compare again when nobody writes to the databases")
    }
  }

  private init(
    _ left: CollectionReader, _ right: CollectionReader, _ order: RowOrder,
    _ limits: ComparisonLimits, _ progress: @escaping (_ read: Int, _ total: Int) -> Void
  ) throws {
    self.left = left
    self.right = right
    self.order = order
    self.limits = limits
    self.progress = progress
    let name = left.collection.name
    found = CollectionComparison(
      name: name, key: left.collection.key.map(\.name),
      left: try left.session.count(of: name), right: try right.session.count(of: name))
  }

  private consuming func compare() throws -> CollectionComparison {
    try compare(.whole, left: found.left, right: found.right, expecting: nil)
    // Digests have an order that says nothing to people.
    if order == .digest {
      found.rows.sort { $0.name.map(\.value).text < $1.name.map(\.value).text }
    }
    return found
  }

  /// Compares the rows of a range that has so many on each side; `sums` are its checksums, if known.
  private mutating func compare(
    _ range: KeyRange, left leftCount: Int, right rightCount: Int, expecting sums: Sums?
  ) throws {
    let parts =
      leftCount + rightCount <= limits.heldRows
      ? [range] : try cut(range, left: leftCount, right: rightCount)
    guard parts.count > 1 else { return try compareRows(of: range, expecting: sums) }
    let partSums = try self.sums(of: parts, in: range)
    found.ranges += parts.count
    if let sums { try require(sums, toBe: partSums.reduce(into: Sums()) { $0.add($1) }) }
    for (run, runSums) in differing(parts, partSums) {
      try compare(
        run, left: runSums.left.count, right: runSums.right.count, expecting: runSums)
    }
  }

  /// The ranges that differ; neighbours together, as long as they can be held.
  private mutating func differing(
    _ parts: [KeyRange], _ sums: [Sums]
  ) -> [(KeyRange, Sums)] {
    var runs: [(range: KeyRange, sums: Sums)] = []
    var isOpen = false
    for (part, sums) in zip(parts, sums) {
      guard !sums.areEqual else {
        isOpen = false
        continue
      }
      found.rangesDiffering += 1
      if isOpen, let last = runs.last, last.sums.rows + sums.rows <= limits.heldRows {
        runs[runs.count - 1].range.upper = part.upper
        runs[runs.count - 1].sums.add(sums)
      } else {
        runs.append((part, sums))
      }
      isOpen = true
    }
    return runs.map { ($0.range, $0.sums) }
  }

  private func cut(_ range: KeyRange, left leftCount: Int, right rightCount: Int) throws
    -> [KeyRange]
  {
    let rows = max(leftCount, rightCount)
    let count = min(limits.ranges, max(2, rows / limits.rowsInRange))
    switch order {
    case .digest: return range.cut(into: count)
    case .key:
      let larger = leftCount < rightCount ? right : left
      return range.cut(at: try larger.bounds(in: range, every: max(1, rows / count)))
    }
  }

  /// Reads a range once on each side, holding nothing but the checksums of its parts.
  private mutating func sums(of parts: [KeyRange], in range: KeyRange) throws -> [Sums] {
    var sums = [Sums](repeating: Sums(), count: parts.count)
    for (side, place) in [(left, \Sums.left), (right, \Sums.right)] {
      try side.forEachRow(in: range, by: order) { row in
        sums[parts.place(of: row.position)][keyPath: place].add(row.digest)
        countRow()
      }
    }
    return sums
  }

  /// Finds the rows that differ, holding those of the left.
  private mutating func compareRows(of range: KeyRange, expecting sums: Sums?) throws {
    var held = HeldRows()
    var others = HeldRows()
    var read = Sums()
    try left.forEachRow(in: range, by: order) { row in
      read.left.add(row.digest)
      held.hold(row, of: collection)
      countRow()
    }
    try right.forEachRow(in: range, by: order) { row in
      read.right.add(row.digest)
      if !held.release(row) { others.hold(row, of: collection) }
      countRow()
    }
    if let sums { try require(sums, toBe: read) }
    let positions = Set(held.byPosition.keys).union(others.byPosition.keys).sorted()
    for position in positions {
      record(held.byPosition[position] ?? [], others.byPosition[position] ?? [])
    }
  }

  /// What remained at one place on each side.
  private mutating func record(_ lefts: [HeldRow], _ rights: [HeldRow]) {
    if !collection.key.isEmpty, lefts.count == 1, rights.count == 1, lefts[0].count == 1,
      rights[0].count == 1
    {
      found.changed += 1
      let columns = lefts[0].columns(differingFrom: rights[0], of: collection)
      list(.changed(columns: columns), lefts[0])
      return
    }
    for row in lefts {
      found.onlyLeft += row.count
      list(.only(.left), row)
    }
    for row in rights {
      found.onlyRight += row.count
      list(.only(.right), row)
    }
  }

  private mutating func list(_ kind: RowDifference.Kind, _ row: HeldRow) {
    guard found.rows.count < limits.listedRows else { return }
    found.rows.append(RowDifference(kind: kind, name: row.name, count: row.count))
  }

  private mutating func countRow() {
    found.rowsRead += 1
    if found.rowsRead % 1024 == 0 { progress(found.rowsRead, found.left + found.right) }
  }

  /// A range that was read twice holds the same rows both times, or keys are not sorted as they should be.
  private func require(_ sums: Sums, toBe read: Sums) throws {
    if sums != read { throw OrderMismatch() }
  }
}

extension [Value] {
  fileprivate var text: String { map(\.description).joined(separator: "\u{1F}") }
}

extension Diagnostic.Code {
  /// Rows changed between two readings of one comparison.
  package static let compareUnstable = Self("compare.unstable", .runFailed)
}
