/// Rows on their way into a store, as one buffer of bytes and one of cells.
///
/// A cell is a null, a number, or a range of the bytes: text is never made into a `String` between a
/// reader and a driver. Appending is amortised O(1) a cell; `removeAll` keeps the memory.
package struct RowBatch: Sendable {
  /// What a cell holds.
  package enum Kind: UInt8, Sendable {
    case null
    case int
    case float
    case text
    case bytes
  }

  /// One value of one row: 16 bytes.
  package struct Cell: Sendable {
    package let kind: Kind
    /// The length in bytes of `text` and `bytes` cells.
    package let length: UInt32
    /// The integer, the bit pattern of the float, or where the bytes start.
    package let payload: Int64
  }

  package let columnCount: Int
  package private(set) var bytes: [UInt8] = []
  package private(set) var cells: [Cell] = []

  package init(columnCount: Int) {
    precondition(columnCount > 0, "a row has at least one column")
    self.columnCount = columnCount
  }

  /// How many whole rows there are.
  package var count: Int { cells.count / columnCount }

  package var isEmpty: Bool { cells.isEmpty }

  package subscript(row: Int, column: Int) -> Cell { cells[row * columnCount + column] }

  package mutating func appendNull() {
    cells.append(Cell(kind: .null, length: 0, payload: 0))
  }

  package mutating func append(int number: Int64) {
    cells.append(Cell(kind: .int, length: 0, payload: number))
  }

  package mutating func append(float number: Double) {
    cells.append(Cell(kind: .float, length: 0, payload: Int64(bitPattern: number.bitPattern)))
  }

  /// Appends UTF-8 text; the caller has checked that it is.
  package mutating func append(text: some Collection<UInt8>) {
    append(text, as: .text)
  }

  package mutating func append(bytes: some Collection<UInt8>) {
    append(bytes, as: .bytes)
  }

  /// Appends the text that `write` adds to the buffer.
  package mutating func appendText(_ write: (inout [UInt8]) -> Void) {
    let start = bytes.count
    write(&bytes)
    cells.append(
      Cell(kind: .text, length: UInt32(bytes.count - start), payload: Int64(start)))
  }

  /// Appends a value in the form stores keep: booleans as 0 and 1; decimals, timestamps and JSON as text.
  package mutating func append(_ value: Value) {
    switch value {
    case .null: appendNull()
    case .bool(let flag): append(int: flag ? 1 : 0)
    case .int(let number): append(int: number)
    case .float(let number): append(float: number)
    case .decimal(let number): append(text: number.description.utf8)
    case .text(let text), .json(let text): append(text: text.utf8)
    case .bytes(let bytes): append(bytes: bytes)
    case .timestamp(let instant): appendText { instant.appendText(to: &$0) }
    }
  }

  /// Takes back the cells of a row that turned out to be bad, leaving `rows` whole rows.
  package mutating func truncate(toRows rows: Int) {
    let kept = rows * columnCount
    guard kept < cells.count else { return }
    if let first = cells[kept...].first(where: { $0.kind == .text || $0.kind == .bytes }) {
      bytes.removeSubrange(Int(first.payload)...)
    }
    cells.removeSubrange(kept...)
  }

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
  }

  /// The bytes of a `text` or `bytes` cell.
  package func content(of cell: Cell) -> ArraySlice<UInt8> {
    let start = Int(cell.payload)
    return bytes[start..<start + Int(cell.length)]
  }

  private mutating func append(_ content: some Collection<UInt8>, as kind: Kind) {
    let start = bytes.count
    bytes.append(contentsOf: content)
    cells.append(
      Cell(kind: kind, length: UInt32(bytes.count - start), payload: Int64(start)))
  }
}

extension RowBatch {
  /// The places of the rows in ascending order of one column: nulls first, numbers by value, text and
  /// bytes byte by byte; rows that are equal in it stay in their order.
  package func rows(inOrderOfColumn column: Int) -> [Int] {
    bytes.withUnsafeBytes { bytes in
      let keys = (0..<count).map { row in SortKey(self[row, column], of: row, in: bytes) }
      return keys.sorted { left, right in
        if left.rank != right.rank { return left.rank < right.rank }
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        return left.restPrecedes(that: right, in: bytes)
      }.map(\.row)
    }
  }

  /// Most keys differ in their first eight bytes, which compare as one number.
  private struct SortKey {
    let rank: UInt8
    let prefix: UInt64
    let row: Int
    /// Where the bytes of a text start and end; empty for other kinds.
    let start: Int
    let end: Int

    init(_ cell: Cell, of row: Int, in bytes: UnsafeRawBufferPointer) {
      self.row = row
      let isText = cell.kind == .text || cell.kind == .bytes
      start = isText ? Int(cell.payload) : 0
      end = isText ? start + Int(cell.length) : 0
      switch cell.kind {
      case .null: (rank, prefix) = (0, 0)
      case .int: (rank, prefix) = (1, UInt64(bitPattern: cell.payload) ^ 1 << 63)
      case .float:
        // The bits of negative floats grow as their value falls.
        let bits = UInt64(bitPattern: cell.payload)
        (rank, prefix) = (1, cell.payload < 0 ? ~bits : bits | 1 << 63)
      case .text, .bytes:
        var first: UInt64 = 0
        for place in start..<min(start + 8, end) {
          first |= UInt64(bytes[place]) << UInt64(56 - 8 * (place - start))
        }
        (rank, prefix) = (2, first)
      }
    }

    /// By the bytes behind the prefix, eight at a time, and by the rows' places where these are equal.
    func restPrecedes(that other: SortKey, in bytes: UnsafeRawBufferPointer) -> Bool {
      let (length, otherLength) = (end - start, other.end - other.start)
      let shared = min(length, otherLength)
      var place = 8
      while place + 8 <= shared {
        let one = bytes.loadUnaligned(fromByteOffset: start + place, as: UInt64.self)
        let two = bytes.loadUnaligned(fromByteOffset: other.start + place, as: UInt64.self)
        if one != two { return one.bigEndian < two.bigEndian }
        place += 8
      }
      while place < shared {
        let (one, two) = (bytes[start + place], bytes[other.start + place])
        if one != two { return one < two }
        place += 1
      }
      return length != otherLength ? length < otherLength : row < other.row
    }
  }
}
