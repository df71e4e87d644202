import SeedbedCore
import Testing

@testable import SeedbedFormats

struct JSONPathTests {
  private let value: JSONValue = [
    "generated_at": "now", "items": [["id": 1, "score": 5], ["id": 2]],
    "odd name": ["score": ["score": 7]],
  ]

  private func places(_ path: String) throws -> [String] {
    try JSONPath(path).nodes(in: value).map(\.path.pathText)
  }

  @Test(arguments: [
    ("$", ["$"]),
    ("$.generated_at", ["$.generated_at"]),
    ("$.items[*].id", ["$.items[0].id", "$.items[1].id"]),
    ("$.items[1]", ["$.items[1]"]),
    ("$['odd name']", ["$['odd name']"]),
    ("$..score", ["$.items[0].score", "$['odd name'].score", "$['odd name'].score.score"]),
    ("$.items.*.id", ["$.items[0].id", "$.items[1].id"]),
    ("$..[1]", ["$.items[1]"]),
    ("$.items..id", ["$.items[0].id", "$.items[1].id"]),
    ("$.absent", []),
  ])
  func `a pattern names its places`(path: String, expected: [String]) throws {
    #expect(try places(path) == expected)
  }

  @Test(arguments: ["$.items[*].id", "$..score", "$.items[0]", "$..*"])
  func `nodes are those that match`(path: String) throws {
    let pattern = try JSONPath(path)
    let all = try JSONPath("$..*").nodes(in: value).map(\.path)
    #expect(pattern.nodes(in: value).map(\.path) == all.filter { pattern.matches($0) })
  }

  @Test(arguments: [
    ("$.a[0].b", "$.a[0].b"), ("$['a'][\"b c\"]", "$.a['b c']"), ("$..['x']", "$..x"),
    ("$.*", "$[*]"), ("$..['a b']", "$..['a b']"), ("$['it\\'s']", "$['it\\'s']"),
  ])
  func `the text is normalized and reads back the same`(path: String, text: String) throws {
    #expect(try JSONPath(path).description == text)
    #expect(try JSONPath(text) == JSONPath(path))
  }

  @Test(arguments: [
    "a", "$.", "$a", "$.a-b", "$[", "$[1", "$['a]", "$[?(@.a)]", "$[1:2]", "$[-1]", "$['a','b']",
    "$[01]", "$...a", "",
  ])
  func `what is not supported is refused`(path: String) {
    let problem = #expect(throws: Diagnostic.self) { try JSONPath(path) }
    #expect(problem?.code == .jsonPathSyntax)
  }

  @Test func `the place of the mistake is marked`() {
    let problem = #expect(throws: Diagnostic.self) { try JSONPath("$.total-visits") }
    #expect(problem?.excerpt?.column == 8)
    #expect(problem?.help == "Write ['total-visits'].")
  }

  @Test func `only a pattern of names and indexes is one place`() throws {
    #expect(try JSONPath("$.a[0]").singular == [.name("a"), .index(0)])
    #expect(try JSONPath("$.a[*]").singular == nil)
  }
}
