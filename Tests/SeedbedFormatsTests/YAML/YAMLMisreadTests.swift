import SeedbedCore
import Testing

@testable import SeedbedFormats

/// Valid YAML 1.2 that libyaml takes for something else, and YAML beside it that it reads right.
struct YAMLMisreadTests {
  @Test(arguments: [
    ("a: {?b: 1}\n", "a.yaml:1:6: in brackets the '?' before this text would be lost"),
    ("a: {x: 1, ?b c: 1}\n", "a.yaml:1:12: in brackets the '?' before this text would be lost"),
    ("a: [?b]\n", "a.yaml:1:6: in brackets the '?' before this text would be lost"),
    ("é: [é,\n  ?é]\n", "a.yaml:2:4: in brackets the '?' before this text would be lost"),
    ("a: {b: !x , ?c: 1}\n", "a.yaml:1:14: in brackets the '?' before this text would be lost"),
    ("a: &b:c value\n", "a.yaml:1:4: where the anchor '&b' ends is not clear"),
    ("a: &b?c value\n", "a.yaml:1:4: where the anchor '&b' ends is not clear"),
    ("- &b:c\n- 1\n", "a.yaml:1:3: where the anchor '&b' ends is not clear"),
    (
      "a: |\n  x\n   ",
      "a.yaml:1:4: the last line of the file is blanks without a line end, and may belong to this text or not"
    ),
    (
      "- |+\n   ",
      "a.yaml:1:3: the last line of the file is blanks without a line end, and may belong to this text or not"
    ),
  ])
  func `what would be read as something else is refused`(text: String, headline: String) throws {
    let problems = yamlProblems(text)
    #expect(problems.map(\.headline) == [headline])
    #expect(problems[0].help != nil)
    #expect(throws: Diagnostic.self) { try records(text) }
  }

  @Test func `question marks elsewhere are text`() throws {
    let root = try yaml(
      """
      ?a: ?b
      c: {d?: e?f, "?g": '?h', i: http://x/?q}
      j: [k ?l, "?", {m: n?}]
      o: what?
      """)
    #expect(root["?a"]?.scalar == "?b")
    #expect(root["c"]?["d?"]?.scalar == "e?f")
    #expect(root["c"]?["?g"]?.scalar == "?h")
    #expect(root["c"]?["i"]?.scalar == "http://x/?q")
    #expect(root["j"]?.items?[0].scalar == "k ?l")
    #expect(root["j"]?.items?[2]["m"]?.scalar == "n?")
  }

  @Test func `a key may be marked by a question mark and a blank`() throws {
    #expect(try yaml("a: {? b : 1}\n? c\n: 2\n")["a"]?["b"]?.integer == 1)
  }

  @Test func `blanks at the end are nothing where the last text is no block`() throws {
    #expect(try yaml("a: |\n  x\nb: 1\n  ")["a"]?.scalar == "x\n")
    #expect(try yaml("a: |\n  x\n   \n")["a"]?.scalar == "x\n \n")
    #expect(try yaml("a: |\n  x")["a"]?.scalar == "x")
  }

  @Test func `what is tagged as text is text, nothing too`() throws {
    let root = try yaml("a: !!str\nb: !!str 1\nc: ! true\nd: {e: !!str , f: !!int 1}\n")
    #expect(
      JSONValue(root)
        == ["a": "", "b": "1", "c": "true", "d": ["e": "", "f": 1]])
    #expect(try records("- {a: !!str , b: !!str 1}\n") == [["a": "", "b": "1"]])
  }

  private func records(_ text: String) throws -> [JSONValue] {
    var reader = try YAMLRecordReader(SourceBytes(.memory(Array(text.utf8))), named: "a.yaml")
    var record = SourceRecord()
    var values: [JSONValue] = []
    while try reader.next(into: &record) {
      if let problem = record.problem {
        throw Diagnostic(.yamlMisread, problem.message)
      }
      values.append(record.json ?? .null)
    }
    return values
  }
}
