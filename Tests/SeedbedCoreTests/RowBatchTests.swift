import SeedbedCore
import Testing

struct RowBatchTests {
  private func batch(_ column: [Value]) -> RowBatch {
    var batch = RowBatch(columnCount: 1)
    for value in column { batch.append(value) }
    return batch
  }

  private func text(_ batch: RowBatch, _ row: Int, _ column: Int) -> String {
    String(decoding: batch.content(of: batch[row, column]), as: UTF8.self)
  }

  @Test
  func `values are kept in the form of stores`() {
    let batch = batch([
      nil, .bool(true), -7, .float(0.5), .decimal(ExactDecimal(unscaled: 150, scale: 2)), "ø",
      .bytes([0, 1]), .timestamp(Timestamp(seconds: 0)), .json("{}"),
    ])
    #expect(
      batch.cells.map(\.kind) == [
        .null, .int, .int, .float, .text, .text, .bytes, .text, .text,
      ])
    #expect(batch[1, 0].payload == 1)
    #expect(batch[2, 0].payload == -7)
    #expect(Double(bitPattern: UInt64(bitPattern: batch[3, 0].payload)) == 0.5)
    #expect(text(batch, 4, 0) == "1.50")
    #expect(text(batch, 5, 0) == "ø")
    #expect(Array(batch.content(of: batch[6, 0])) == [0, 1])
    #expect(text(batch, 7, 0) == "1970-01-01T00:00:00.000000Z")
  }

  @Test
  func `a bad row is taken back with its bytes`() {
    var batch = RowBatch(columnCount: 3)
    for value: Value in ["a", 1, "first"] { batch.append(value) }
    for value: Value in [2, "lost"] { batch.append(value) }
    batch.truncate(toRows: 1)
    #expect(batch.count == 1)
    #expect(batch.bytes == Array("afirst".utf8))
    for value: Value in ["b", 2, "second"] { batch.append(value) }
    #expect(batch.count == 2)
    #expect(text(batch, 1, 2) == "second")
    #expect(text(batch, 0, 2) == "first")
  }

  @Test
  func `a row without text is taken back too`() {
    var batch = batch(["a", 1, nil])
    batch.truncate(toRows: 1)
    #expect(batch.count == 1)
    #expect(text(batch, 0, 0) == "a")
  }

  @Test
  func `taking back to more rows than there are changes nothing`() {
    var batch = batch(["a"])
    batch.truncate(toRows: 5)
    #expect(batch.count == 1)
  }

  @Test
  func `removing all leaves an empty batch of the same columns`() {
    var batch = batch(["a"])
    batch.removeAll()
    #expect(batch.isEmpty)
    #expect(batch.bytes.isEmpty)
    #expect(batch.columnCount == 1)
  }

  @Test(arguments: Order.all)
  private func `rows come in the order of a column`(order: Order) {
    #expect(batch(order.column).rows(inOrderOfColumn: 0) == order.rows)
  }

  @Test
  func `texts of alike beginnings come byte by byte, whatever their lengths`() {
    var random = SplitMix(seed: 7)
    let column: [Value] = (0..<2_000).map { _ in
      let length = Int.random(in: 0...20, using: &random)
      return .bytes((0..<length).map { $0 % 7 == 6 ? UInt8.random(in: 0...3, using: &random) : 0 })
    }
    let expected = column.indices.sorted { left, right in
      guard case .bytes(let one) = column[left], case .bytes(let two) = column[right] else {
        return false
      }
      return one == two ? left < right : one.lexicographicallyPrecedes(two)
    }
    #expect(batch(column).rows(inOrderOfColumn: 0) == expected)
  }

  @Test
  func `the order may be of any column`() {
    var batch = RowBatch(columnCount: 2)
    for value: Value in ["a", 2, "b", 1] { batch.append(value) }
    #expect(batch.rows(inOrderOfColumn: 1) == [1, 0])
  }
}

/// The values of one column, and the rows in their order.
private struct Order: Sendable {
  let column: [Value]
  let rows: [Int]

  static let all: [Order] = [
    Order(column: ["b", "a", "c"], rows: [1, 0, 2]),
    Order(column: ["prefix-long-b", "prefix-long-a", "prefix-l"], rows: [2, 1, 0]),
    Order(column: ["same", "", "same", "a"], rows: [1, 3, 0, 2]),
    Order(column: [5, -3, 0, .int(.min), .int(.max)], rows: [3, 1, 2, 0, 4]),
    Order(
      column: [.float(1.5), .float(-2), .float(-1), .float(0), .float(-.infinity)],
      rows: [4, 1, 2, 3, 0]),
    Order(
      column: [.bytes([9, 9, 9, 9, 9, 9, 9, 9, 2]), .bytes([9, 9, 9, 9, 9, 9, 9, 9, 1])],
      rows: [1, 0]),
    Order(column: ["é", "z", "\u{1F33E}"], rows: [1, 0, 2]),
    Order(column: ["\0", nil, "", .int(.min)], rows: [1, 3, 2, 0]),
  ]
}
