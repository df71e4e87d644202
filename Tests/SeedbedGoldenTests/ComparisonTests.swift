import SeedbedFormats
import Testing

@testable import SeedbedGolden

struct ComparisonTests {
  private func value(_ text: String) throws -> JSONValue {
    try JSONReader.read(text: text, named: "test")
  }

  private func differences(
    _ expected: String, _ actual: String, match: String = "[]",
    _ purpose: Comparison.Purpose = .golden
  ) throws -> [String] {
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          """
          service: {base_url: "http://127.0.0.1:1"}
          endpoints:
            - call: GET /a
              match: \(match)
          """
        )
      ], folder: "golden")
    return Comparison(matchers: document.endpoints[0].matchers, purpose: purpose)
      .differences(from: try value(expected), to: try value(actual))
      .map(\.description)
  }

  @Test func `equal values have no differences, whatever the order of members`() throws {
    #expect(try differences(#"{"a": 1, "b": [true]}"#, #"{"b": [true], "a": 1}"#) == [])
    #expect(try differences("[1.50, 1e2, 2.0]", "[1.5, 100.0, 2]") == [])
  }

  @Test(arguments: [("9007199254740993", "9007199254740993.0"), ("100", "1e2"), ("0", "-0.0")])
  func `an integer that became a decimal or an exponent is a difference`(
    golden: String, answer: String
  ) throws {
    #expect(
      try differences("[\(golden)]", "[\(answer)]")
        == ["$[0]: expected \(golden), found \(answer)"])
    #expect(
      try differences("[\(golden)]", "[\(answer)]", match: #"[{path: "$[*]", tolerance: 0}]"#)
        == [])
  }

  @Test func `numbers are compared exactly`() throws {
    #expect(
      try differences("[0.1]", "[0.10000000000000001]")
        == ["$[0]: expected 0.1, found 0.10000000000000001"])
  }

  @Test func `another kind of value is a difference`() throws {
    #expect(try differences(#"{"a": 1}"#, #"{"a": "1"}"#) == [#"$.a: expected 1, found "1""#])
  }

  @Test func `null is not the same as missing`() throws {
    #expect(try differences(#"{"a": null}"#, "{}") == ["$.a: expected null, and it is missing"])
    #expect(try differences("{}", #"{"a": null}"#) == ["$.a: null is not in the golden"])
  }

  @Test func `a list that is too short misses its last elements`() throws {
    #expect(try differences("[1, 2]", "[1]") == ["$[1]: expected 2, and it is missing"])
  }

  @Test func `one element more at the front is one difference`() throws {
    #expect(try differences("[1, 2, 3]", "[0, 1, 2, 3]") == ["$[0]: 0 is not in the golden"])
  }

  @Test func `a name that is no word is written in brackets`() throws {
    #expect(
      try differences(#"{"total-visits": 1}"#, #"{"total-visits": 2}"#)
        == ["$['total-visits']: expected 1, found 2"])
  }

  @Test func `an ignored node is not compared, and may be missing`() throws {
    let match = #"[{path: $.a, ignore: "made for each request"}]"#
    #expect(try differences(#"{"a": 1}"#, #"{"a": 2}"#, match: match) == [])
    #expect(try differences(#"{"a": 1}"#, "{}", match: match) == [])
  }

  @Test func `any time with a zone is of the form iso8601`() throws {
    let match = "[{path: $.at, is: iso8601}]"
    let golden = #"{"at": "2026-01-15T12:00:00Z"}"#
    #expect(try differences(golden, #"{"at": "2020-02-29T23:59:59.5+02:00"}"#, match: match) == [])
    #expect(
      try differences(golden, #"{"at": "2026-02-30T12:00:00Z"}"#, match: match)
        == [#"$.at: "2026-02-30T12:00:00Z" is not of the form the matcher asks for"#])
  }

  @Test func `any UUID is of the form uuid`() throws {
    let match = "[{path: $..id, is: uuid}]"
    let golden = #"{"id": "00000000-0000-0000-0000-000000000000"}"#
    #expect(
      try differences(golden, #"{"id": "1B4e28ba-2fa1-41d2-883f-0016d3cca427"}"#, match: match)
        == [])
    #expect(try differences(golden, #"{"id": "1b4e28ba"}"#, match: match).count == 1)
  }

  @Test func `numbers within the tolerance are equal, exactly up to its end`() throws {
    let match = #"[{path: "$[*]", tolerance: 0.01}]"#
    #expect(try differences("[1.00, 2]", "[1.01, 1.99]", match: match) == [])
    #expect(
      try differences("[1.00]", "[1.0101]", match: match) == ["$[0]: expected 1.00, found 1.0101"])
  }

  @Test func `the order of an unordered list does not count`() throws {
    let match = "[{path: $, unordered: true}]"
    #expect(try differences("[1, 2, 2]", "[2, 1, 2]", match: match) == [])
    #expect(
      try differences("[1, 2, 2]", "[2, 1, 1]", match: match) == ["$[2]: expected 2, found 1"])
  }

  @Test func `elements of an unordered list are equal as their matchers say`() throws {
    let match = #"[{path: $, unordered: true}, {path: "$[*].at", is: iso8601}]"#
    #expect(
      try differences(
        #"[{"n": 1, "at": "2026-01-01T00:00:00Z"}, {"n": 2, "at": "2026-01-01T00:00:00Z"}]"#,
        #"[{"n": 2, "at": "2026-01-02T00:00:00Z"}, {"n": 1, "at": "2026-01-03T00:00:00Z"}]"#,
        match: match) == [])
  }

  @Test func `an unordered list is equal if any pairing fits`() throws {
    let match = "[{path: $, unordered: true}, {path: $..s, tolerance: 0.5}]"
    let golden = #"[{"s": 1.0}, {"s": 1.5}]"#
    #expect(try differences(golden, #"[{"s": 1.4}, {"s": 0.6}]"#, match: match) == [])
    #expect(try differences(golden, #"[{"s": 0.6}, {"s": 1.4}]"#, match: match) == [])
    #expect(
      try differences(golden, #"[{"s": 1.4}, {"s": 2.1}]"#, match: match)
        == ["$[1].s: expected 1.5, found 2.1"])
  }

  @Test func `a chain of pairs is exchanged to its end, in time`() throws {
    // Each element fits its own partner and the one after it, which are offered in the worst order.
    let count = 400
    let golden = (0..<count).map { "\($0).5" }.joined(separator: ",")
    let answer = (0..<count).reversed().map { "\($0).0" }.joined(separator: ",")
    let match = #"[{path: $, unordered: true}, {path: "$[*]", tolerance: 0.5}]"#
    #expect(try differences("[\(golden)]", "[\(answer)]", match: match) == [])
  }

  @Test func `an unordered list with fewer elements misses one`() throws {
    #expect(
      try differences("[1, 2, 3]", "[3, 1]", match: "[{path: $, unordered: true}]")
        == ["$[2]: expected 2, and it is missing"])
  }

  @Test func `between two answers a declared form may be anything`() throws {
    let match = "[{path: $.at, is: iso8601}]"
    #expect(try differences(#"{"at": "x"}"#, #"{"at": "y"}"#, match: match, .variation) == [])
  }
}
