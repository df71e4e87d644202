import SeedbedCore
import Testing

@testable import SeedbedStore

struct CanonicalNumberTests {
  private func form(_ text: String) -> String? {
    var bytes: [UInt8] = []
    guard CanonicalNumber.append(text.utf8.span, to: &bytes) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("1.50", "15e-1"), ("1.5", "15e-1"), ("+1.5", "15e-1"), ("15e-1", "15e-1"),
    ("0.015E2", "15e-1"), ("100", "1e2"), ("1e2", "1e2"), ("1E+02", "1e2"), ("0", "0e0"),
    ("-0.00", "0e0"), ("0e5", "0e0"), ("-10.010", "-1001e-2"), ("007", "7e0"),
    (
      "123456789012345678901234567890123456789012.10",
      "1234567890123456789012345678901234567890121e-1"
    ),
  ])
  func `a number has one form for one value`(text: String, expected: String) {
    #expect(form(text) == expected)
  }

  @Test(arguments: ["", "-", ".", "e1", "1e", "1e+", "1.2.3", "NaN", "1 ", "1e99999999999"])
  func `what is no number has none`(text: String) {
    #expect(form(text) == nil)
  }
}

struct ComparableJSONTests {
  private func form(_ text: String) -> String? {
    var bytes: [UInt8] = []
    guard ComparableJSON.append(text.utf8.span, to: &bytes) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test
  func `spacing, order of members, escapes and spelling of numbers do not count`() {
    let one = #"{ "b" : [1.0, -0, {"y":null,"x":true}], "a\u0041": "\u00e9\/\n" }"#
    let other = "{\"aA\":\"é/\\u000a\",\"b\":[1e0,0,{\"x\":true , \"y\":null}]}"
    #expect(form(one) == form(other))
    #expect(form(one) == "{\"aA\":\"é/\n\",\"b\":[1e0,0e0,{\"x\":true,\"y\":null,},],}")
  }

  @Test
  func `of members with one name the last stands`() {
    #expect(form(#"{"a":1,"b":2,"a":3}"#) == form(#"{"a":3,"b":2}"#))
  }

  @Test
  func `a pair of surrogates is one character, and half of one stays what it is`() {
    #expect(form(#""\ud83d\ude00""#) == "\"😀\"")
    #expect(form(#""\ud83d""#) == #""\ud83d""#)
    #expect(form(#""\\ud83d""#) == #""\\ud83d""#)
    #expect(form(#""\u0022\u005c""#) == #""\"\\""#)
  }

  @Test
  func `different values have different forms`() {
    let texts = [
      "1", "\"1\"", "[1]", "{}", "[]", "null", "\"null\"", "[[],[]]", "[[[]]]", #"{"a":"b"}"#,
      #"{"b":"a"}"#, #""a\",\"b""#, "\"é\"", "\"e\u{301}\"", "true", "false", "1.01", "-1",
    ]
    let forms = texts.compactMap(form).map { Array($0.utf8) }
    #expect(Set(forms).count == texts.count)
  }

  @Test(arguments: [
    "", "{", "[1,", "[1,]", "{\"a\"}", "tru", "1 2", "\"a", "\"\\x\"", "\"\\u12g4\"",
  ])
  func `what is no JSON has no form`(text: String) {
    #expect(form(text) == nil)
  }

  @Test
  func `nesting too deep for a stack is left as it is`() {
    #expect(form(String(repeating: "[", count: 500) + String(repeating: "]", count: 500)) != nil)
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    #expect(form(deep) == nil)
  }
}

struct CanonicalValueTests {
  private func form(_ value: Value, _ type: ColumnType) -> [UInt8] {
    var bytes: [UInt8] = []
    CanonicalValue.append(value, of: type.family, to: &bytes)
    return bytes
  }

  private func areEqual(_ one: Value, _ other: Value, as type: ColumnType) -> Bool {
    form(one, type) == form(other, type)
  }

  @Test
  func `decimals are equal by value, text is not`() {
    let money = ColumnType.decimal(precision: 12, scale: 2)
    #expect(areEqual("1.50", "1.5", as: money))
    #expect(areEqual("2", 2, as: money))
    #expect(areEqual("1.5", .float(1.5), as: money))
    #expect(areEqual("1.5", .decimal(ExactDecimal(unscaled: 150, scale: 2)), as: money))
    #expect(!areEqual("1.5", "1.51", as: money))
    #expect(!areEqual("1.50", "1.5", as: .text))
    #expect(areEqual("NaN", "NaN", as: money))
  }

  @Test
  func `floats are equal by their bits, but for the sign of zero`() {
    #expect(areEqual(.float(-0.0), .float(0), as: .float))
    #expect(areEqual(3, .float(3), as: .float))
    #expect(!areEqual(.float(0.1), .float(0.1.nextUp), as: .float))
  }

  @Test
  func `booleans are 0 and 1`() {
    #expect(areEqual(.bool(true), 1, as: .bool))
    #expect(!areEqual(.bool(false), 1, as: .bool))
    #expect(!areEqual(.null, 0, as: .bool))
  }

  @Test
  func `a timestamp is one instant in every spelling`() {
    let instant = "2026-01-15T12:00:00.500000Z"
    for text: Value in [
      "2026-01-15 12:00:00.5+00", "2026-01-15T13:00:00.5+01:00", "2026-01-15T12:00:00.500Z",
      .timestamp(Timestamp(seconds: 1_768_478_400, nanoseconds: 500_000_000)),
    ] {
      #expect(areEqual(.text(instant), text, as: .timestamp))
    }
    #expect(!areEqual("2026-01-15T12:00:00", "2026-01-15T12:00:00Z", as: .timestamp))
    #expect(areEqual("infinity", "infinity", as: .timestamp))
  }

  @Test
  func `times and UUIDs have one spelling`() {
    #expect(areEqual("09:30", "09:30:00.000000", as: .time))
    #expect(areEqual("09:30:01.50", "09:30:01.5", as: .time))
    #expect(!areEqual("09:30:01.05", "09:30:01.5", as: .time))
    let written: Value = "018F2D3C-0000-7000-8000-00000000000A"
    #expect(areEqual(written, "018f2d3c000070008000" + "00000000000a", as: .uuid))
    #expect(!areEqual("not a uuid", "NOT A UUID", as: .uuid))
  }

  @Test
  func `text is compared byte for byte`() {
    #expect(!areEqual("é", "e\u{301}", as: .text))
    #expect(!areEqual("a", "a ", as: .text))
    #expect(!areEqual("", .null, as: .text))
    #expect(!areEqual("abc", .bytes(Array("abc".utf8)), as: .text))
  }
}

private func + (left: Value, right: String) -> Value { .text((left.text ?? "") + right) }
