import SeedbedCore
import Testing

@testable import SeedbedStore

struct RowChecksumTests {
  private static let columns: [CollectionSchema.Column] = [
    .init(name: "total", type: .decimal(precision: 12, scale: 2)), .init(name: "id", type: .text),
    .init(name: "note", type: .text, isNullable: true),
  ]

  @Test
  func `the order of the columns does not count`() {
    var rows = RowChecksum(of: Self.columns)
    var reversed = RowChecksum(of: Self.columns.reversed())
    #expect(rows.columns.map(\.name) == ["id", "note", "total"])
    #expect(rows.digest(of: ["a", nil, "1.5"]) == reversed.digest(of: ["a", nil, "1.50"]))
  }

  @Test
  func `what moves from one value to the next is seen`() {
    var rows = RowChecksum(of: Self.columns)
    #expect(rows.digest(of: ["ab", "c", "1"]) != rows.digest(of: ["a", "bc", "1"]))
    #expect(rows.digest(of: ["a", nil, "1"]) != rows.digest(of: ["a", "", "1"]))
  }

  @Test
  func `columns of other names give other digests`() {
    var one = RowChecksum(of: [.init(name: "a", type: .text)])
    var other = RowChecksum(of: [.init(name: "b", type: .text)])
    #expect(one.digest(of: ["x"]) != other.digest(of: ["x"]))
  }

  @Test
  func `the digest of a row is the same in every version`() {
    var rows = RowChecksum(of: Self.columns)
    let bytes = rows.digest(of: ["first", nil, "10.50"]).bytes
    #expect(Checksum(of: bytes).short == "646c7c1a0187")
  }
}

struct RowPositionTests {
  private func position(_ key: Value..., of types: ColumnType...) -> RowPosition? {
    RowPosition(key: key, of: types.enumerated().map { .init(name: "c\($0)", type: $1) })
  }

  @Test
  func `integers are in the order of their values`() throws {
    let numbers: [Int64] = [.min, -300, -1, 0, 1, 255, 256, .max]
    let places = try numbers.map { try #require(position(.int($0), of: .bigint)) }
    #expect(places == places.sorted())
  }

  @Test
  func `text is in the order of its bytes`() throws {
    let words = ["", "A", "B", "a", "a\u{0}", "a\u{0}b", "ab", "b", "é", "😀"]
    let places = try words.map { try #require(position(.text($0), of: .text)) }
    #expect(places == places.sorted())
  }

  @Test
  func `a key of several columns is in the order of the first, then of the next`() throws {
    let keys: [(String, Int64)] = [("a", 2), ("a", 10), ("ab", 1), ("b", -5)]
    let places = try keys.map { try #require(position(.text($0.0), .int($0.1), of: .text, .int)) }
    #expect(places == places.sorted())
  }

  @Test
  func `keys that engines may sort otherwise have no place`() {
    #expect(position(nil, of: .text) == nil)
    #expect(position("1.5", of: .decimal(precision: 3, scale: 1)) == nil)
    #expect(position("018F2D3C-0000-7000-8000-00000000000A", of: .uuid) == nil)
    #expect(position("2026-01-15 12:00:00+00", of: .timestamp) == nil)
    #expect(position("7", of: .int) == nil)
  }
}

struct KeyRangeTests {
  private func bound(_ number: Int64) throws -> KeyBound {
    let position = RowPosition(key: [.int(number)], of: [.init(name: "id", type: .int)])
    return KeyBound(position: try #require(position), key: [.int(number)])
  }

  @Test
  func `every place is in exactly one of the parts of a range`() throws {
    let range = KeyRange(lower: try bound(0), upper: try bound(100))
    let parts = range.cut(at: try [0, 10, 20, 50, 100, 200].map(bound))
    #expect(parts.count == 4)
    for number: Int64 in [0, 9, 10, 19, 20, 49, 50, 99] {
      let position = try bound(number).position
      let holding = parts.indices.filter { parts[$0].contains(position) }
      #expect(holding == [parts.place(of: position)])
    }
    #expect(!range.contains(try bound(-1).position))
    #expect(!range.contains(try bound(100).position))
  }

  @Test
  func `digests fall into equal parts`() {
    let parts = KeyRange.whole.cut(into: 4)
    var counts = [0, 0, 0, 0]
    for number in 0..<1000 {
      counts[parts.place(of: RowPosition(Digest(of: Array("\(number)".utf8))))] += 1
    }
    #expect(counts.allSatisfy { $0 > 200 })
    #expect(parts[3].cut(into: 2).count == 2)
  }
}
