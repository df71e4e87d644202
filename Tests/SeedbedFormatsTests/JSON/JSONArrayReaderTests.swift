import SeedbedCore
import Testing

@testable import SeedbedFormats

struct JSONArrayReaderTests {
  private func reader(
    _ text: String, pointer: String = "", at checkpoint: SourceCheckpoint = .start
  ) throws -> JSONArrayReader {
    try JSONArrayReader(
      .memory(bytes(text), window: 16), named: "a.json", pointer: pointer, at: checkpoint)
  }

  private func texts(_ text: String, pointer: String = "") throws -> [String] {
    var reader = try reader(text, pointer: pointer)
    return try reader.rest().map(\.text)
  }

  @Test func `elements are records`() throws {
    #expect(
      try texts(" [1, {\"a\": [2, 3], \"b\": \"],\\\"\"} ,\n\"x\",null ] ") == [
        "1", #"{"a":[2,3],"b":"],\""}"#, #""x""#, "null",
      ])
    #expect(try texts("[]") == [])
  }

  @Test func `a pointer leads to the array through members and elements`() throws {
    let text = #"{"x": {"items": [9]}, "da/ta": [[0], {"it~ems": [1, 2]}], "z": "}"}"#
    #expect(try texts(text, pointer: "/da~1ta/1/it~0ems") == ["1", "2"])
  }

  @Test func `number, line, offset and length are exact`() throws {
    var reader = try reader("[\n  {\"a\": 1},\n  {\"a\":\n 2}\n]")
    #expect(try reader.rest().map(\.place) == [[1, 2, 4, 8], [2, 3, 16, 9]])
  }

  @Test(arguments: 0...4)
  func `reading on from a checkpoint gives the rest`(read: Int) throws {
    let text = "{\"a\": [1 ,\n {\"b\": \"a long text in it\"},\n3\n, [4] ]}"
    var whole = try reader(text, pointer: "/a")
    let all = try whole.rest()
    var first = try reader(text, pointer: "/a")
    var record = SourceRecord()
    for _ in 0..<read { _ = try first.next(into: &record) }
    var second = try reader(text, pointer: "/a", at: first.checkpoint)
    let rest = try second.rest()
    #expect(rest.map(\.text) == all.dropFirst(read).map(\.text))
    #expect(rest.map(\.place) == all.dropFirst(read).map(\.place))
  }

  @Test func `an element that is not JSON is a problem and the next one is read`() throws {
    #expect(
      try texts(#"[1, {"a" 2}, nope, {"b":1,"b":2}, [01], 3]"#) == [
        "1", "json.syntax", "json.syntax", "json.duplicate-key", "json.syntax", "3",
      ])
  }

  @Test(arguments: ["[1, 2", "[1, {\"a\": 1", "[1] x", "[1 2", "[1,", "[1}x", "{\"a\": [1]"])
  func `a document that is torn or goes on is an error`(text: String) {
    let pointer = text.hasPrefix("{") ? "/a" : ""
    let problem = #expect(throws: Diagnostic.self) { try texts(text, pointer: pointer) }
    #expect(problem?.code == .jsonSyntax)
  }

  @Test func `a trailing comma is a problem`() throws {
    #expect(try texts("[1,]") == ["1", "json.syntax"])
  }

  @Test(arguments: [
    ("/b", "there is no /b"), ("/a/x", "there is no /a/x"), ("", "the document is not"),
  ])
  func `a pointer to nothing or to no array is an error`(pointer: String, message: String) {
    let problem = #expect(throws: Diagnostic.self) {
      try texts(#"{"a": {"c": 1}}"#, pointer: pointer)
    }
    #expect(problem?.message.contains(message) == true)
  }
}
