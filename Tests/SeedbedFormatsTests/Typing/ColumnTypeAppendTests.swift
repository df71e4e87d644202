import SeedbedCore
import Testing

@testable import SeedbedFormats

struct ColumnTypeAppendTests {
  private static let samples: [(ColumnType, String)] = [
    (.text, "é"), (.int, "-7"), (.bigint, "12.0"), (.bool, "false"), (.float, "-2.5"),
    (.float, "-0"), (.decimal(precision: 12, scale: 2), "-0.5"),
    (.decimal(precision: 12, scale: 0), "0"),
    (.decimal(precision: 38, scale: 20), "123456789012.5"),
    (.bytes, "aGk="), (.date, "2024-02-29"), (.time, "01:02"),
    (.timestamp, "2026-01-15T12:00:00Z"), (.timestamp, "2026-01-15T12:00:00+02:00"),
    (.uuid, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    (.uuid, "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"),
    (.json, "[ 1 ]"), (.enumeration(["a"]), "a"),
  ]

  @Test(arguments: samples)
  func `bytes go into a batch as their value would`(type: ColumnType, text: String) throws {
    var direct = RowBatch(columnCount: 1)
    try type.append(bytes(text).span.bytes, to: &direct)
    var byValue = RowBatch(columnCount: 1)
    byValue.append(try type.value(of: text))
    #expect(direct.bytes == byValue.bytes)
    #expect(direct[0, 0].kind == byValue[0, 0].kind)
    #expect(direct[0, 0].payload == byValue[0, 0].payload)
  }

  @Test(arguments: [
    (ColumnType.timestamp, "2026-02-30T12:00:00Z"), (.uuid, "x"), (.json, "["), (.text, "\0"),
    (.int, "x"), (.timestamp, "2026-01-15T25:00:00Z"),
  ])
  func `a refused text leaves the batch as it was`(type: ColumnType, text: String) {
    var batch = RowBatch(columnCount: 1)
    #expect(throws: TypingProblem.self) { try type.append(bytes(text).span.bytes, to: &batch) }
    #expect(batch.isEmpty && batch.bytes.isEmpty)
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    var batch = RowBatch(columnCount: 1)
    let problem = #expect(throws: TypingProblem.self) {
      try ColumnType.text.append(([0x61, 0xFF] as [UInt8]).span.bytes, to: &batch)
    }
    #expect(problem?.code == "type.encoding")
  }

  @Test func `JSON goes into a batch by the column`() throws {
    var batch = RowBatch(columnCount: 3)
    try ColumnType.json.append(["b": 1, "a": .null] as JSONValue, to: &batch)
    try ColumnType.text.append(.number(try #require(JSONNumber("1.50"))), to: &batch)
    try ColumnType.int.append(.null, to: &batch)
    #expect(String(decoding: batch.bytes, as: UTF8.self) == #"{"a":null,"b":1}1.50"#)
    #expect(batch[0, 2].kind == .null)
  }
}
