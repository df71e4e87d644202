import SeedbedCore
import SeedbedFormats
import Testing

@testable import SeedbedGolden

/// Large documents of strangers: a draft takes no longer than what it is made from.
struct LargeImportTests {
  private static let origin = "http://127.0.0.1:80"

  private static func curl(_ words: [String]) -> (GoldenDraft.Format, String) {
    (.curl, "curl \(origin)/a " + words.joined(separator: " "))
  }

  private static func api(_ members: String) -> (GoldenDraft.Format, String) {
    (.openapi, "{\"openapi\": \"3.0.0\", \(members)}")
  }

  private static func har(
    _ count: Int, _ request: (Int) -> String
  ) -> (GoldenDraft.Format, String) {
    let entries = (0..<count).map { "{\"request\": {\"method\": \"POST\", \(request($0))}}" }
    return (.har, "{\"log\": {\"entries\": [\(entries.joined(separator: ","))]}}")
  }

  private static func postman(_ items: [String]) -> (GoldenDraft.Format, String) {
    (.postman, "{\"item\": [\(items.joined(separator: ","))]}")
  }

  private static func list(_ count: Int, _ item: (Int) -> String) -> String {
    (0..<count).map(item).joined(separator: ",")
  }

  private static let documents: [(calls: Int, document: (GoldenDraft.Format, String))] = [
    (1, curl(["-d 'a=\(String(repeating: "x", count: 300_000))'"])),
    (1, curl((0..<12_000).map { "-H 'x-\($0): \($0)'" })),
    (1, curl((0..<12_000).map { "-H 'x-same: \($0)'" })),
    (1, curl((0..<12_000).map { "-da\($0)=b" })),
    (
      1,
      har(1) { _ in
        "\"url\": \"\(origin)/a\", \"headers\": ["
          + list(12_000) { "{\"name\": \"x-\($0)\", \"value\": \"v\"}" } + "]"
      }
    ),
    (3000, har(3000) { "\"url\": \"\(origin)/a\($0)\"" }),
    (
      1,
      api(
        "\"paths\": {\"/a/" + (0..<8000).map { "{p\($0)}" }.joined(separator: "/")
          + "\": {\"get\": {\"parameters\": ["
          + list(8000) { "{\"name\": \"p\($0)\", \"in\": \"path\", \"required\": true}" } + "]}}}")
    ),
    (
      1,
      api(
        "\"paths\": {\"/a\": {\"get\": {\"parameters\": ["
          + list(12_000) { "{\"name\": \"x-\($0)\", \"in\": \"header\", \"required\": true}" }
          + "]}}}")
    ),
    (
      3000,
      (
        .openapi,
        "{\"swagger\": \"2.0\", \"produces\": [" + list(3000) { "\"a/b\($0)\"" }
          + "], \"paths\": {" + list(3000) { "\"/a\($0)\": {\"get\": {}}" } + "}}"
      )
    ),
    (
      1,
      (
        .openapi,
        "openapi: 3.0.0\npaths: {/a: {get: {x: {" + list(8000) { "<<: {k\($0): 1}" } + "}}}}\n"
      )
    ),
    (
      1,
      postman([
        "{\"request\": {\"url\": \"\(origin)/a\", \"header\": ["
          + list(12_000) { "{\"key\": \"x-\($0)\", \"value\": \"v\"}" } + "]}}"
      ])
    ),
    (
      1000,
      postman(
        (0..<1000).map { number in
          let script = "pm.globals.set('v\(number + 1)', pm.response.json().a);"
          return "{\"request\": {\"url\": \"\(origin)/a\(number)?x={{v\(number)}}\"}, "
            + "\"event\": [{\"script\": {\"exec\": [\"\(script)\"]}}]}"
        })
    ),
    (
      3000,
      postman(
        (0..<3000).map { number in
          let isLogin = number.isMultiple(of: 2)
          let script =
            isLogin ? "\"pm.globals.set('token', pm.response.json().a);\"" : ""
          return
            "{\"request\": {\"url\": \"\(origin)/a\(number)\(isLogin ? "" : "?x={{token}}")\"}, "
            + "\"event\": [{\"script\": {\"exec\": [\(script)]}}]}"
        })
    ),
    (
      1,
      postman([
        "{\"request\": {\"method\": \"POST\", \"url\": \"\(origin)/a\", \"body\": {\"mode\": \"raw\", "
          + "\"raw\": \"[" + list(8000) { "{{ v\($0) }}" } + "]\"}}}"
      ])
    ),
    (
      1000,
      postman(
        (0..<500).map { "{\"name\": \"\($0 + 502)\", \"request\": \"\(origin)/a?x=\($0)\"}" }
          + (0..<500).map { "{\"request\": \"\(origin)/a?y=\($0)\"}" })
    ),
  ]

  /// Most of them take minutes where each part is compared with every other, or copied for each.
  @Test(arguments: documents.indices)
  func `a document may be large`(number: Int) throws {
    let (calls, (format, text)) = Self.documents[number]
    let draft = try GoldenDraft(
      of: Array(text.utf8), as: format, from: "a document", name: "api", beside: nil)
    #expect(draft.calls.count == calls)
  }

  @Test func `headers of one name are one, with every value in order`() throws {
    let text = "curl \(Self.origin)/a -H 'X-A: 1' -H 'x-b: 2' -H 'x-a: 3' -H 'X-A: 4'"
    let draft = try GoldenDraft(
      of: Array(text.utf8), as: .curl, from: "c", name: "api", beside: nil)
    #expect(draft.text.contains(#"headers: {x-a: "1, 3, 4", x-b: 2}"#))
  }

  @Test func `words of curl commands are taken apart as a shell does`() {
    let text = "curl 'a b'\"c\\\"d\" e\\ f \\\r\n  '' -g\r\n# x\ncurl 'it'\\''s'; curl \\\nh\\"
    #expect(
      CurlWords.commands(in: text) == [
        ["curl", "a bc\"d", "e f", "", "-g"], ["curl", "it's"], ["curl", "h"],
      ])
  }

  @Test func `a document with too many values is refused in words`() {
    let problem = #expect(throws: Diagnostic.self) {
      try GoldenDraft.value(
        of: Array("[1, [2, 3]]".utf8), from: "a.json", limits: JSONLimits(values: 4))
    }
    #expect(problem?.code == .jsonTooManyValues)
    #expect(problem?.message == "'a.json' holds more than 4 values")
    #expect(problem?.help == "export fewer requests at a time")
  }

  @Test func `what operations refer to counts for each of them`() {
    let text =
      "{\"openapi\": \"3.0.0\", \"x\": {\"name\": \"q\", \"in\": \"query\", \"example\": \""
      + String(repeating: "y", count: 19_000) + "\"}, \"paths\": {"
      + Self.list(4000) { "\"/a\($0)\": {\"get\": {\"parameters\": [{\"$ref\": \"#/x\"}]}}" } + "}}"
    let problem = #expect(throws: Diagnostic.self) {
      try GoldenDraft(
        of: Array(text.utf8), as: .openapi, from: "a.json", name: "api", beside: nil)
    }
    #expect(
      problem?.message
        == "the operations of 'a.json' are too large, what they refer to counted")
  }
}
