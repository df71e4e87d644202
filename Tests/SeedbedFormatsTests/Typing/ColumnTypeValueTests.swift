import SeedbedCore
import Testing

@testable import SeedbedFormats

struct ColumnTypeValueTests {
  private static let money = ColumnType.decimal(precision: 6, scale: 2)
  private static let status = ColumnType.enumeration(["new", "paid", "shipped"])

  @Test(arguments: [
    (ColumnType.text, "02134", "02134"), (.text, "NO", "NO"), (.text, "", ""),
    (.int, "-2147483648", "-2147483648"), (.int, "12.0", "12"),
    (.bigint, "9223372036854775807", "9223372036854775807"),
    (.bool, "true", "true"), (.float, "1.5e3", "1500.0"), (money, "10.5", "10.50"),
    (money, "-0.050", "-0.05"), (money, "1e3", "1000.00"), (.date, "2024-02-29", "2024-02-29"),
    (.time, "12:30", "12:30:00"), (.time, "12:30:05.2500", "12:30:05.25"),
    (.timestamp, "2026-01-15T13:00:00.1234560+01:00", "2026-01-15T12:00:00.123456Z"),
    (.uuid, "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    (.uuid, "a0eebc999c0b4ef8bb6d6bb9bd380a11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    (.json, #"{"b": 1.0, "a": [ ]}"#, #"{"a":[],"b":1.0}"#), (status, "paid", "paid"),
  ])
  func `text gets its canonical form`(type: ColumnType, text: String, value: String) throws {
    #expect(try type.value(of: text).description == value)
  }

  @Test(arguments: [
    (ColumnType.int, "2147483648", "type.range"), (.int, "1.5", "type.int"), (.int, "", "type.int"),
    (.int, "0x1", "type.int"), (.bigint, "9223372036854775808", "type.range"),
    (.bool, "yes", "type.bool"), (.bool, "1", "type.bool"), (.float, "nan", "type.float"),
    (.float, "1e999", "type.range"), (.float, "0x1p3", "type.float"),
    (money, "1.005", "type.decimal-scale"), (money, "12345.00", "type.range"),
    (money, "1,5", "type.decimal"), (.date, "2023-02-29", "type.date"),
    (.date, "2023-2-2", "type.date"), (.time, "24:00:00", "type.time"),
    (.timestamp, "2026-01-15T12:00:00", "type.zone"), (.timestamp, "soon", "type.timestamp"),
    (.timestamp, "9999-12-31T23:00:00-01:00", "type.range"),
    (.timestamp, "2026-01-15T12:00:00.1234567Z", "type.timestamp-precision"),
    (.uuid, "a0eebc99", "type.uuid"), (.uuid, "a0eebc99+9c0b+4ef8+bb6d+6bb9bd380a11", "type.uuid"),
    (.json, "{a: 1}", "type.json"), (status, "payed", "type.enum"),
    (.text, "a\0b", "type.zero-byte"),
    (.bytes, "abc", "type.bytes"), (.bytes, "\\x0", "type.bytes"),
  ])
  func `text that does not fit is refused`(type: ColumnType, text: String, code: String) {
    let problem = #expect(throws: TypingProblem.self) { try type.value(of: text) }
    #expect(problem?.code == code)
  }

  @Test(arguments: [("aGk=", "hi"), ("aGkh", "hi!"), ("", ""), ("\\x6869", "hi")])
  func `bytes are base64 or hexadecimal`(text: String, content: String) throws {
    #expect(try ColumnType.bytes.value(of: text) == .bytes(bytes(content)))
  }

  @Test func `a word that is not listed gets the nearest one`() {
    let problem = #expect(throws: TypingProblem.self) { try Self.status.value(of: "payed") }
    #expect(
      problem?.message == "'payed' is not one of new, paid, shipped; did you mean 'paid'?")
  }

  @Test func `JSON null is null in every column`() throws {
    #expect(try ColumnType.json.value(of: JSONValue.null) == .null)
    #expect(try ColumnType.int.value(of: JSONValue.null) == .null)
  }

  @Test func `a JSON number keeps its digits`() throws {
    let number = JSONValue.number(try #require(JSONNumber("0.1000000000000000000001")))
    let type = ColumnType.decimal(precision: 30, scale: 22)
    #expect(try type.value(of: number).description == "0.1000000000000000000001")
    #expect(try ColumnType.text.value(of: number) == "0.1000000000000000000001")
  }

  @Test(arguments: [
    (ColumnType.text, JSONValue.bool(true)), (.text, JSONValue.array([])), (.bool, 1),
    (.timestamp, 5),
    (.int, .bool(false)),
  ])
  func `JSON of another kind is refused`(type: ColumnType, value: JSONValue) {
    let problem = #expect(throws: TypingProblem.self) { try type.value(of: value) }
    #expect(problem?.code == "type.kind")
  }
}
