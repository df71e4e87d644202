import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedStore
import Testing

@testable import SeedbedGolden

/// Bodies that wait for review, and what goldens remember of the data they were made from.
struct ReviewTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
  }

  private func document(_ match: String) throws -> GoldenDocument {
    try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          GoldenDocumentTests.service
            + "endpoints: [{call: GET /a, expect: {body: a.json}, match: [\(match)]}]"
        )
      ], folder: folder.path)
  }

  private func answer(_ text: String) -> Answer {
    Answer(
      status: 200, type: nil,
      body: (try? Answer.body(of: Array(text.utf8), type: nil, isJSON: true)) ?? .empty,
      duration: .zero)
  }

  @Test func `what may vary is kept as its marker, and the marker is compared by its form`() throws
  {
    let matchers = try document(
      #"{path: $.at, is: iso8601}, {path: "$.ids[*]", is: uuid}, {path: $.x, ignore: noise}"#
    ).endpoints[0].matchers
    let bytes = GoldenBody.bytes(
      of: answer(
        #"{"n": 1, "x": 2, "at": "2026-01-15T12:00:00Z", "#
          + #""ids": ["1b4e28ba-2fa1-41d2-883f-0016d3cca427"]}"#), matchers: matchers)
    let text = String(decoding: bytes ?? [], as: UTF8.self)
    #expect(
      text == """
        {
          "at": "<iso8601>",
          "ids": [
            "<uuid>"
          ],
          "n": 1,
          "x": "<ignored>"
        }

        """)
    let comparison = Comparison(matchers: matchers, purpose: .golden)
    let golden = try JSONReader.read(text: text, named: "golden")
    let right =
      #"{"n": 1, "x": 3, "at": "2020-01-01T00:00:00Z", "ids": ["00000000-0000-4000-8000-000000000000"]}"#
    #expect(
      comparison.differences(from: golden, to: try JSONReader.read(text: right, named: "a")) == [])
    let wrong = right.replacing("2020-01-01T00:00:00Z", with: "never")
    #expect(
      comparison.differences(from: golden, to: try JSONReader.read(text: wrong, named: "a"))
        .map(\.path) == ["$.at"])
  }

  @Test func `a body that waits says how it differs`() throws {
    let document = try document("{path: $.x, ignore: noise}")
    try folder.write("{\n  \"n\": 1,\n  \"x\": 1\n}\n", to: "a.json")
    try folder.write("{\n  \"n\": 2,\n  \"x\": 5\n}\n", to: "a.json.new")
    let pending = try PendingBody.all(of: document)
    #expect(pending.map(\.titles) == [["GET /a"]])
    #expect(pending.first?.differences.map(\.description) == ["$.n: expected 1, found 2"])
    #expect(pending.first?.differences.first?.location?.line == 2)
  }

  @Test func `a body that is rejected is gone, and its golden stays`() throws {
    try folder.write("1", to: "a.json")
    try folder.write("2", to: "a.json.new")
    #expect(try GoldenFiles.reject(in: folder.path) == ["a.json"])
    #expect(try folder.text(of: "a.json") == "1")
    #expect(!folder.exists("a.json.new"))
  }

  @Test func `a golden remembers its data, so that a difference says what changed`() throws {
    let store = try SQLiteStore(path: "\(folder.path)/a.sqlite")
    defer { try? store.close() }
    try store.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE orders (id TEXT PRIMARY KEY NOT NULL, total INTEGER NOT NULL) STRICT;
        CREATE TABLE users (id TEXT PRIMARY KEY NOT NULL) STRICT;
        INSERT INTO orders VALUES ('one', 1);
        """)
    }
    let before = try store.read { try RecordedData(of: $0) }
    var file = try RecordedFile(in: folder.path)
    file.wait("a.json", before)
    file.accept("a.json")
    try file.write()
    #expect(try RecordedFile(in: folder.path).bodies == ["a.json": before])
    try store.transaction { try $0.executeScript("UPDATE orders SET total = 2") }
    let after = try store.read { try RecordedData(of: $0) }
    #expect(after.changed(since: before, reads: []) == ["orders"])
    #expect(after.changed(since: before, reads: ["users"]) == [])
    #expect(
      DifferenceCause.data(["orders"]).description
        == "the data changed since the golden was recorded: orders")
  }

  @Test func `a golden that is edited after it was recorded is not the fault of the code`() throws {
    try folder.write("{\"n\": 1}\n", to: "a.json")
    var recorded = RecordedData(JSONValue.object(JSONObject()))
    let path = "\(folder.path)/a.json"
    #expect(try !recorded.isOther(thanBodyIn: path))
    recorded.body = RecordedData.checksum(of: Array("{\"n\": 1}\n".utf8))
    #expect(RecordedData(recorded.json) == recorded)
    #expect(try !recorded.isOther(thanBodyIn: path))
    try folder.write("{\"n\": 2}\n", to: "a.json")
    #expect(try recorded.isOther(thanBodyIn: path))
  }
}
