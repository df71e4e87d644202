import SeedbedCore
import SeedbedReaderTrials
import Testing

@testable import SeedbedFormats

/// What is written reads again as the same text.
struct YAMLTextTests {
  static let odd = [
    "", " ", "a", "a b", "a: b", "a #b", "- a", "? a", "'a'", "\"a\"", "\\", "{a}", "[a]", "a, b",
    "*a",
    "&a", "!a", "%a", "@a", "`a`", "|", ">", "~", "null", "True", "no", "Off", "02134", "1e400",
    "-", "--- a",
    "...", "a\nb", "a\r\nb", "\rstart: x", "\t", "\0", "\u{1}", "\u{1B}[2J", "\u{7F}", "\u{85}b",
    "\u{2028}b",
    "\u{2029}b", "\u{FEFF}a", "a\u{FEFF}", "\u{FFFE}", "\u{FFFF}", "\u{202E}abc", "\u{1F600}",
    "\u{10FFFF}",
    "\u{E0001}", "e\u{301}", "${HOME}", "<<", "=", "}\", start: {command: [sh]}", "a: {b: \"c",
    String(repeating: "k", count: 3000), String(repeating: "é\"", count: 900),
  ]

  @Test(arguments: odd) func `a scalar of any place reads as it is`(text: String) throws {
    let written = YAMLText.scalar(text)
    for document in [
      "a: \(written)\nb: c\n", "- \(written)\n- c\n", "a: {k: \(written), c: d}\n",
      "a: [\(written), c]\n",
    ] {
      let node = try YAMLReader.read(text: document, named: "test")
      let value =
        node.items?.first ?? node["a"]?["k"] ?? node["a"]?.items?.first ?? node["a"]
      #expect(value?.scalar.map { Array($0.utf8) } == Array(text.utf8))
    }
    let line = try YAMLReader.read(
      text: "a: \(YAMLText.line("GET \(text)"))\nb: c\n", named: "test")
    #expect(line["a"]?.scalar.map { Array($0.utf8) } == Array("GET \(text)".utf8))
    #expect(line.count == 2)
  }

  @Test(arguments: odd) func `a key of any length reads as it is`(text: String) throws {
    let document = "a: \(YAMLText.mapping([(text, "1"), ("other\(text)", "2")]))\n"
    let names = try YAMLReader.read(text: document, named: "test")["a"]?.entries?.map(\.name)
    #expect(names == [text, "other\(text)"])
  }

  @Test(arguments: odd) func `a comment is one line, whatever is in it`(text: String) throws {
    let comment = YAMLText.comment("x \(text) y")
    let document = "\(comment)\na: b  \(comment)\n\(comment)\nc: d\n"
    let node = try YAMLReader.read(text: document, named: "test")
    #expect(node.entries?.map(\.name) == ["a", "c"])
    #expect(node["a"]?.scalar == "b")
  }

  @Test func `trees of JSON read as what they are`() throws {
    var numbers = SteadyNumbers(seed: 7)
    for _ in 0..<300 {
      let value = Self.tree(&numbers, depth: 4)
      let node = try YAMLReader.read(text: "a: \(YAMLText.flow(value))\n", named: "test")
      #expect(node["a"].map { JSONValue($0) } == value)
    }
  }

  private static func tree(_ numbers: inout SteadyNumbers, depth: Int) -> JSONValue {
    func text() -> String {
      (0..<numbers.next(upTo: 3)).map { _ in odd[numbers.next(upTo: odd.count)] }.joined()
    }
    switch numbers.next(upTo: depth == 0 ? 4 : 6) {
    case 0: return .null
    case 1: return .bool(numbers.next(upTo: 2) == 0)
    case 2: return .number(JSONNumber(Int64(numbers.next(upTo: 1000) - 500)))
    case 3: return .string(text())
    case 4: return .array((0..<numbers.next(upTo: 4)).map { _ in tree(&numbers, depth: depth - 1) })
    default:
      return .object(
        JSONObject(
          (0..<numbers.next(upTo: 4)).map { _ in (text(), tree(&numbers, depth: depth - 1)) }))
    }
  }
}

/// Text of others in a template.
struct TemplateTextTests {
  private func template(_ source: String) throws -> Template {
    try Template(YAMLReader.read(text: YAMLText.quoted(source), named: "t"))
  }

  @Test(arguments: [
    ("$${A}", "${A}"), ("$$${A}", "$1"), ("$$$${A}", "$${A}"), ("$$", "$$"), ("$", "$"),
    ("a$b", "a$b"), ("${A}$${A}", "1${A}"), ("{${A}}", "{1}"), ("$${", "${"),
  ])
  func `two dollars in front of a brace are one`(source: String, text: String) throws {
    #expect(try template(source).text(with: ["A": "1"]) == text)
  }

  @Test func `any text can be written as itself`() throws {
    var numbers = SteadyNumbers(seed: 3)
    for _ in 0..<2000 {
      let text = (0..<numbers.next(upTo: 12)).map { _ in
        ["$", "{", "}", "A", ":-", "x", "${A}"][numbers.next(upTo: 7)]
      }.joined()
      let source = Template.source(of: [.text(text)])
      #expect(try template(source).text(with: ["A": "1"]) == text)
      let both = Template.source(of: [.text(text), .variable("A", otherwise: nil), .text(text)])
      #expect(try template(both).text(with: ["A": "1"]) == "\(text)1\(text)")
    }
  }
}
