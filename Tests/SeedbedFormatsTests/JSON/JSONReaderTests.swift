import SeedbedCore
import Testing

@testable import SeedbedFormats

struct JSONReaderTests {
  private func read(_ text: String) throws -> JSONValue {
    try JSONReader.read(text: text, named: "a.json")
  }

  private func problem(_ text: String) -> Diagnostic? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return error as? Diagnostic
    }
  }

  @Test func `members keep their order and numbers their text`() throws {
    let value = try read(#"{"b": 1.50, "a": [true, null, "x"]}"#)
    #expect(value.object?.members.map(\.name) == ["b", "a"])
    #expect(value["b"] == .number(try #require(JSONNumber("1.5"))))
    guard case .number(let number) = value["b"] else { return }
    #expect(number.text == "1.50")
  }

  @Test func `an error names line and column and shows the line`() {
    let problem = problem("{\n  \"é\": 1,\n  \"b\" 2\n}")
    #expect(
      problem?.description
        == "a.json:3:7: expected ':', found '2'\n  3 |   \"b\" 2\n    |       ^")
  }

  @Test func `a name that stands twice is refused where it stands again`() {
    let problem = problem(#"{"a": 1, "b": {"a": 2}, "a": 3}"#)
    #expect(problem?.code.name == "json.duplicate-key")
    #expect(problem?.location == Location(file: "a.json", line: 1, column: 25))
  }

  @Test func `a name is the same with and without escapes`() {
    #expect(problem(#"{"a": 1, "\u0061": 2}"#)?.code.name == "json.duplicate-key")
  }

  @Test func `a name twice among very many is refused`() {
    let members = (0..<1000).map { "\"k\($0)\": 0" } + ["\"k7\": 1"]
    #expect(problem("{\(members.joined(separator: ","))}")?.code.name == "json.duplicate-key")
  }

  @Test func `the last of a name twice stands where that is asked for`() throws {
    let value = try JSONReader.read(
      text: #"{"a": 1, "a": 2}"#, named: "a.json", limits: JSONLimits(duplicateNames: .lastStands))
    #expect(value == ["a": 2])
  }

  @Test func `half of a surrogate pair is refused`() {
    #expect(problem(#"["\ud800"]"#)?.code.name == "json.encoding")
    #expect(problem(#"["\ud800\u0041"]"#)?.code.name == "json.encoding")
    #expect(problem(#"["\udc00"]"#)?.code.name == "json.encoding")
  }

  @Test func `a whole surrogate pair is one character`() throws {
    #expect(try read(#""\ud83d\ude00""#) == "😀")
  }

  @Test(arguments: [
    [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
  ])
  func `bytes that are not UTF-8 are refused at their place`(bad: [UInt8]) {
    let problem = #expect(throws: Diagnostic.self) {
      try JSONReader.read(bytes: bytes("[\"abcdefghij") + bad + bytes("\"]"), named: "a.json")
    }
    #expect(problem?.code.name == "json.encoding")
    #expect(problem?.location?.column == 13)
  }

  @Test func `a UTF-8 byte order mark is skipped`() throws {
    #expect(try read("\u{FEFF}[1]") == [1])
  }

  @Test func `nesting 100,000 deep is refused`() {
    #expect(problem(String(repeating: "[", count: 100_000))?.code.name == "json.too-deep")
    #expect(problem(String(repeating: "{\"a\":", count: 100_000))?.code.name == "json.too-deep")
  }

  @Test func `the deepest limit is read without overflow`() throws {
    let text = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
    _ = try JSONReader.read(text: text, named: "a.json", limits: JSONLimits(depth: 100_000))
  }

  @Test func `a missing file is said to be missing`() {
    let problem = #expect(throws: Diagnostic.self) { try JSONReader.read(file: "/no/such.json") }
    #expect(problem?.code == .fileMissing)
  }

  @Test func `a folder cannot be read as a file`() {
    let problem = #expect(throws: Diagnostic.self) { try JSONReader.read(file: "/") }
    #expect(problem?.code == .fileUnreadable)
  }
}
