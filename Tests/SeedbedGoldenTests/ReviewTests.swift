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

  @Test func `a body that waits is shown beside its golden, with what stands around a change`()
    throws
  {
    let old = "a\nb\nc\nd\ne\nf\n"
    #expect(
      BodyLines.lines(from: old, to: old.replacing("e", with: "E\nx")) == [
        "  …", "  c", "  d", "- e", "+ E", "+ x", "  f",
      ])
    #expect(BodyLines.lines(from: "a", to: "") == ["- a"])
    #expect(BodyLines.lines(from: old, to: old) == [])
    #expect(BodyLines.lines(of: "a\nb\n") == ["+ a", "+ b"])
    let long = (1...3000).map { "\($0)\n" }.joined()
    #expect(BodyLines.lines(of: long).count == 81)
    #expect(BodyLines.lines(of: long).last == "… and 2920 more lines")
    #expect(BodyLines.lines(from: long, to: long) == ["… too long to be compared line by line"])
  }

  @Test func `a secret that golden files have written is not shown`() throws {
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          GoldenDocumentTests.service + """
            auth:
              ada: {bearer: token-of-ada}
              bob: {basic: {user: bob, password: "p&ss of bob"}}
              eve: {login: {call: POST /login, json: {password: word-of-eve}, take: $.token}}
            endpoints:
              - {call: GET /a, query: {api_key: "key <1>"}, expect: {body: a.json}}

            """
        )
      ], folder: folder.path)
    try folder.write(#"{"a": "-", "b": "-", "c": "-", "d": "-", "e": "-"}"#, to: "a.json")
    try folder.write(
      #"""
      {"a": "Bearer token-of-ada", "b": "p%26ss+of+bob", "c": "Ym9iOnAmc3Mgb2YgYm9i",
       "d": "word-of-eve", "e": "key &lt;1&gt;"}
      """#, to: "a.json.new")
    let pending = try PendingBody.all(of: document)
    #expect(
      pending.first?.differences.map(\.description) == [
        #"$.a: expected "-", found "Bearer [redacted]""#,
        #"$.b: expected "-", found "[redacted]""#, #"$.c: expected "-", found "[redacted]""#,
        #"$.d: expected "-", found "[redacted]""#, #"$.e: expected "-", found "[redacted]""#,
      ])
  }

  @Test func `what recording knew to be secret is not shown later`() throws {
    let document = try document("{path: $.x, ignore: noise}")
    try folder.write(
      "{\n  \"n\": \"old-token-1\",\n  \"m\": \"of old-token-1\",\n  \"x\": 1\n}\n", to: "a.json")
    try folder.write(
      #"{"n": "new-token-2", "m": "of new-token-2", "x": 2}"#, to: "a.json.new")
    var recorded = try RecordedFile(in: folder.path)
    recorded.note(secretPlaces: ["$.n"], in: "a.json")
    try recorded.write()
    let pending = try PendingBody.all(of: document)
    #expect(
      pending.first?.differences.map(\.description) == [
        #"$.n: expected "[redacted]", found "[redacted]""#,
        #"$.m: expected "of [redacted]", found "of [redacted]""#,
      ])
    let excerpts = pending.first?.differences.compactMap(\.excerpt?.line) ?? []
    #expect(!excerpts.joined().contains("token"))
    #expect(
      pending.first?.lines == [
        "  …", #"    "m": "of [redacted]","#, #"    "n": "[redacted]","#, #"-   "x": 1"#,
        #"+   "x": 2"#, "  }",
      ])
  }

  @Test func `of a text in which a secret stood nothing is shown but its place`() throws {
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          GoldenDocumentTests.service + "endpoints: [{call: GET /a, expect: {body: a.html}}]"
        )
      ], folder: folder.path)
    try folder.write("a\nold-token\n", to: "a.html")
    try folder.write("a\nnew-token\n", to: "a.html.new")
    var recorded = try RecordedFile(in: folder.path)
    recorded.note(secretPlaces: ["$"], in: "a.html")
    try recorded.write()
    let pending = try PendingBody.all(of: document)
    #expect(
      pending.first?.differences.map(\.description)
        == [#"line 2: expected "[redacted]", found "[redacted]""#])
    #expect(pending.first?.differences.first?.excerpt == nil)
  }

  @Test func `the places of secrets are kept until nothing is left of the body`() throws {
    try folder.write("1", to: "a.json.new")
    var recorded = try RecordedFile(in: folder.path)
    recorded.note(secretPlaces: ["$.b", "$.a"], in: "a.json")
    recorded.note(secretPlaces: ["$.c"], in: "a.json")
    try recorded.write()
    #expect(
      try RecordedFile(in: folder.path).secretPlaces == ["a.json": ["$.a", "$.b", "$.c"]])
    try GoldenFiles.accept(in: folder.path)
    try folder.write("2", to: "a.json.new")
    try GoldenFiles.reject(in: folder.path)
    #expect(try RecordedFile(in: folder.path).secretPlaces.count == 1)
    try folder.write("2", to: "b.json.new")
    recorded.note(secretPlaces: ["$.b"], in: "b.json")
    try recorded.write()
    try GoldenFiles.reject(in: folder.path)
    #expect(try RecordedFile(in: folder.path).secretPlaces.keys.sorted() == ["a.json"])
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
