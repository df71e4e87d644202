import SeedbedCore
import Testing

@testable import SeedbedFormats

struct CombinedLogReaderTests {
  private let line =
    #"10.0.0.1 - ada [17/May/2015:10:05:03 +0000] "GET /a?b=c HTTP/1.1" 200 12 "-" "curl/8""#

  private func record(_ text: String) throws -> SourceRecord {
    var reader = try LogReader(.memory(bytes(text)), named: "a.log", grammar: CombinedLog())
    return try #require(try reader.rest().first)
  }

  @Test func `a line has twelve fields in the order of their names`() throws {
    #expect(
      try record(line).texts == [
        "10.0.0.1", "-", "ada", "17/May/2015:10:05:03 +0000", "GET /a?b=c HTTP/1.1", "GET",
        "/a?b=c", "HTTP/1.1", "200", "12", "-", "curl/8",
      ])
  }

  @Test func `escapes in quoted fields are undone`() throws {
    let text = line.replacing("curl/8", with: #"a \"b\" \\ \xc3\xa9"#)
    #expect(try record(text).texts[11] == #"a "b" \ é"#)
  }

  @Test(arguments: [#"\xe9"#, #"\x00"#, #"\q"#, #"\x4"#])
  func `escapes that give no text stay as written`(escape: String) throws {
    #expect(try record(line.replacing("curl/8", with: escape)).texts[11] == escape)
  }

  @Test(arguments: ["-", #"\x16\x03\x01"#, ""])
  func `what is no request has no parts`(request: String) throws {
    let texts = try record(line.replacing("GET /a?b=c HTTP/1.1", with: request)).texts
    #expect(Array(texts[5...7]) == ["", "", ""])
  }

  @Test func `a path may hold spaces`() throws {
    let texts = try record(line.replacing("/a?b=c", with: "/a b")).texts
    #expect(Array(texts[5...7]) == ["GET", "/a b", "HTTP/1.1"])
  }

  @Test func `a torn line is a problem and the next one is read`() throws {
    var reader = try LogReader(
      .memory(bytes("\(line.dropLast(3))\n\(line)\n")), named: "a.log", grammar: CombinedLog())
    let records = try reader.rest()
    #expect(records.map { $0.problem?.code } == ["log.torn", nil])
    #expect(
      records[0].problem?.message == "expected a user agent in quotes that is closed at byte 77")
  }

  @Test(arguments: [
    ("200 12", "OK 12"), ("200 12", "200 x"), ("17/May/2015", "17/Foo/2015"),
    ("17/May/2015", "31/Feb/2015"), (" \"curl/8\"", ""), ("curl/8\"", "curl/8\" more"),
  ])
  func `a line of another form is a problem`(part: String, other: String) throws {
    #expect(try record(line.replacing(part, with: other)).problem?.code == "log.torn")
  }

  @Test func `bytes that are not UTF-8 are a problem with their place`() throws {
    var reader = try LogReader(
      .memory(bytes(line) + [0xE9, 0x0A]), named: "a.log", grammar: CombinedLog())
    #expect(try reader.rest()[0].problem?.message == "byte \(line.utf8.count) is not UTF-8")
  }

  @Test(arguments: 0...3)
  func `reading on from a checkpoint gives the rest`(read: Int) throws {
    let content = bytes("\(line)\n\ntorn\r\n\(line)")
    var whole = try LogReader(.memory(content), named: "a.log", grammar: CombinedLog())
    let all = try whole.rest()
    var first = try LogReader(.memory(content), named: "a.log", grammar: CombinedLog())
    var record = SourceRecord()
    for _ in 0..<read { _ = try first.next(into: &record) }
    var second = try LogReader(
      .memory(content), named: "a.log", grammar: CombinedLog(), at: first.checkpoint)
    #expect(try second.rest().map(\.place) == all.dropFirst(read).map(\.place))
  }
}
