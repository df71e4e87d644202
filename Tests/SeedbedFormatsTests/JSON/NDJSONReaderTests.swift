import SeedbedCore
import Testing

@testable import SeedbedFormats

struct NDJSONReaderTests {
  private let text = "{\"a\":1}\n\n  \n{\"a\":}\r\n{\"a\":2,\"a\":3}\n\"é\"\r\n[4]"

  private func reader(
    at checkpoint: SourceCheckpoint = .start, recordLimit: Int = 100, window: Int = 16
  ) throws -> NDJSONReader {
    try NDJSONReader(
      .memory(bytes(text), window: window, recordLimit: recordLimit), named: "a.ndjson",
      at: checkpoint)
  }

  @Test func `bad lines are problems and the others are read`() throws {
    var reader = try reader()
    #expect(
      try reader.rest().map(\.text) == [
        #"{"a":1}"#, "json.syntax", "json.duplicate-key", #""é""#, "[4]",
      ])
  }

  @Test func `number, line, offset and length are exact`() throws {
    var reader = try reader()
    #expect(
      try reader.rest().map(\.place) == [
        [1, 1, 0, 8], [2, 4, 12, 8], [3, 5, 20, 14], [4, 6, 34, 6], [5, 7, 40, 3],
      ])
  }

  @Test func `a record of more values than it may hold is a problem and the next is read`() throws {
    var reader = try NDJSONReader(
      .memory(bytes("[1,[2]]\n{\"a\":[1,2]}\n[1,2]\n")), named: "a.ndjson",
      limits: JSONLimits(values: 3))
    let records = try reader.rest()
    #expect(records.map(\.text) == ["json.too-many-values", "json.too-many-values", "[1,2]"])
    #expect(records[1].problem?.message == "holds more than 3 values, at byte 16")
  }

  @Test func `a problem names the byte of the source`() throws {
    var reader = try reader()
    #expect(
      try reader.rest()[1].problem?.message == "expected a value, found '}', at byte 17")
  }

  @Test(arguments: 0...5)
  func `reading on from a checkpoint gives the rest`(read: Int) throws {
    var whole = try reader()
    let all = try whole.rest()
    var first = try reader()
    var record = SourceRecord()
    for _ in 0..<read { _ = try first.next(into: &record) }
    var second = try reader(at: first.checkpoint)
    let rest = try second.rest()
    #expect(rest.map(\.text) == all.dropFirst(read).map(\.text))
    #expect(rest.map(\.place) == all.dropFirst(read).map(\.place))
  }

  @Test func `a line beyond the limit is a problem and the next one is read`() throws {
    let long = "[\"" + String(repeating: "x", count: 1000) + "\"]"
    var reader = try NDJSONReader(
      .memory(bytes("[1]\n\(long)\n[2]\n"), window: 16, recordLimit: 100), named: "a.ndjson")
    let records = try reader.rest()
    #expect(records.map(\.text) == ["[1]", "record.too-long", "[2]"])
    #expect(records[1].problem?.message.contains("100 bytes") == true)
    #expect(records[2].place == [3, 3, 1009, 4])
  }
}
