import SeedbedCore
import SeedbedFormats
import Testing

struct YAMLProblemTests {
  @Test func `a duplicate key names the line of the first`() {
    let problems = yamlProblems("rows:\n  first: 1\n  second: 2\n  first: 3\n")
    #expect(
      problems.map(\.description) == [
        """
        a.yaml:4:3: duplicate key 'first'; it is already at line 2
          4 |   first: 3
            |   ^^^^^
        """
      ])
  }

  @Test func `a quoted key doubles the same key written plain`() {
    #expect(yamlProblems("a: 1\n\"a\": 2\n").map(\.code) == [.yamlDuplicateKey])
  }

  @Test(arguments: [0, 10, 20, 200])
  func `keys that are equal by Unicode's rules and not by their bytes are two`(others: Int) throws {
    let text = (0..<others).map { "k\($0): 0\n" }.joined() + "caf\u{E9}: 1\ncafe\u{301}: 2\n"
    let root = try yaml(text)
    #expect(root["caf\u{E9}"]?.integer == 1)
    #expect(root["cafe\u{301}"]?.integer == 2)
    var merging = YAMLLimits.standard
    merging.readsMergeKeys = true
    let merged = try yaml("a: &a {cafe\u{301}: 2}\nb: {<<: *a, caf\u{E9}: 1}\n", limits: merging)
    #expect(merged["b"]?.count == 2)
  }

  @Test func `all problems of a file come at once, in the order of the file`() {
    let shape = Shape.record(
      RecordShape(
        "seed", about: "", [.init("set", .text, about: ""), .init("mode", .any, about: "")]))
    let problems = yamlProblems(
      "sett: shop\nmode: {x: 1, x: 2}\nmode: b\nmood: c\n<<: d\n", as: shape)
    #expect(
      problems.map(\.headline) == [
        "a.yaml:1:1: unknown key 'sett' in seed; did you mean 'set'?",
        "a.yaml:2:14: duplicate key 'x'; it is already at line 2",
        "a.yaml:3:1: duplicate key 'mode'; it is already at line 2",
        "a.yaml:4:1: unknown key 'mood' in seed",
        "a.yaml:5:1: the merge key '<<' is not supported",
      ])
  }

  @Test func `problems before a syntax error are not lost to it`() {
    #expect(
      yamlProblems("a: 1\na: 2\nb: [1\n").map(\.headline) == [
        "a.yaml:2:1: duplicate key 'a'; it is already at line 1",
        "a.yaml:4:1: a ',' or ']' is expected here",
      ])
  }

  @Test(arguments: [
    ("? [a, b]\n: 1\n", "a.yaml:1:3: a key must be text, not a list"),
    ("{a: 1}: 2\n", "a.yaml:1:1: a key must be text, not a mapping"),
    ("!x a: 1\n", "a.yaml:1:1: a key cannot carry a tag, as !x here"),
    ("a: 1\n? # none\n: 2\n", "a.yaml:2:2: a key is missing before the ':'"),
    ("{: 1}\n", "a.yaml:1:2: a value is expected here"),
    ("a: 1\n---\nb: 2\n", "a.yaml:2:1: a second document starts here"),
    ("a: *b\n", "a.yaml:1:4: the alias '*b' has no anchor before it"),
    (
      "a: &base 1\nb: *bose\n",
      "a.yaml:2:4: the alias '*bose' has no anchor before it; did you mean 'base'?"
    ),
    ("a: &x [*x]\n", "a.yaml:1:8: the alias '*x' stands inside what it repeats"),
    ("a: &x 1\nb: &x 2\n", "a.yaml:2:4: the anchor '&x' is set a second time"),
    ("", "a.yaml:1:1: the file has nothing in it"),
    ("# only a comment\n", "a.yaml:1:1: the file has nothing in it"),
    ("---\n", "a.yaml:2:1: the file has nothing in it"),
    ("a:\n\tb: 1\n", "a.yaml:2:1: this character cannot begin a value here"),
    ("a: @b\n", "a.yaml:1:4: this character cannot begin a value here"),
    ("a: b: c\n", "a.yaml:1:5: a ':' is not expected here"),
    ("a: 1\nb\nc: 2\n", "a.yaml:2:1: a key without a ':' after it"),
    ("a: 1\n b: 2\n", "a.yaml:2:3: a ':' is not expected here"),
    ("a: \"open\nb: 1\n", "a.yaml:1:4: this quote is never closed"),
    ("a: {b: 1\n", "a.yaml:2:1: a ',' or '}' is expected here"),
    ("a: \"\\q\"\n", "a.yaml:1:5: this escape is not one that YAML knows"),
    ("a: !e!x 1\n", "a.yaml:1:4: the tag's prefix is not declared"),
    ("a: \"x\u{2028}y\"\n", "a.yaml:1:6: U+2028 ends a line for some readers and not for others"),
    ("a: x\u{85}y\n", "a.yaml:1:5: U+0085 ends a line for some readers and not for others"),
    ("a: x\u{7}y\n", "a.yaml:1:5: the control character U+0007 is not allowed in YAML"),
    ("a: x\ry: 1\n", "a.yaml:1:5: a carriage return without a line feed"),
  ])
  func `a document that is not clear is refused`(text: String, headline: String) {
    #expect(yamlProblems(text).map(\.headline) == [headline])
  }

  @Test func `bytes that are not UTF-8 are placed`() throws {
    try withYAMLFile(Array("a: 1\nb: æ".utf8) + [0xE6, 0x0A]) { path in
      #expect {
        try YAMLReader.read(file: path, named: "a.yaml")
      } throws: { error in
        (error as? Diagnostics)?.items.map(\.headline) == [
          "a.yaml:2:5: the byte 0xE6 is not UTF-8"
        ]
      }
    }
  }

  @Test func `nesting is limited, and nothing behind it is read`() {
    let problems = yamlProblems("b: 1\nb: 2\na: [[[1]]]\nc: @\n", limits: YAMLLimits(depth: 3))
    #expect(
      problems.map(\.headline) == [
        "a.yaml:2:1: duplicate key 'b'; it is already at line 1",
        "a.yaml:3:6: lists and mappings nest deeper than 3 levels here",
      ])
  }

  @Test func `nesting as deep as the limit is read`() throws {
    let text = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(try yaml(text).items?.count == 1)
  }

  @Test func `aliases that multiply are stopped at the budget`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    #expect(
      yamlProblems(text).map(\.headline) == [
        "a.yaml:4:45: with '*a2' the aliases repeat more than 10000 nodes"
      ])
  }
}
