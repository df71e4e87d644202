import SeedbedFormats
import Testing

struct YAMLCanonicalTests {
  @Test func `the canonical text of a tree`() throws {
    let text = "b: [1, '1', x y, ~]\na: !now -1d\n\"c\\\"\": {}\n"
    #expect(try yaml(text).canonical() == #"{"a":!now "-1d","b":[1,"1","x y",null],"c\"":{}}"#)
  }

  @Test(arguments: [
    ("{a: 1, b: x}", "# comment\nb:   x\n\na: 1\n"),
    ("a: x", "\"a\": 'x'"),
    ("a: \"x\\n\"", "a: |\n  x\n"),
    ("a: ~", "a: null"),
    ("a: &x [1]\nb: *x", "a: [1]\nb: [1]"),
  ])
  func `what means the same has one canonical text`(first: String, second: String) throws {
    let canonical = try (yaml(first).canonical(), yaml(second).canonical())
    #expect(canonical.0 == canonical.1)
  }

  @Test(arguments: [
    ("a: null", "a: 'null'"), ("a: 1", "a: '1'"), ("a: true", "a: 'true'"), ("a: .5", "a: '.5'"),
    ("a: 0x1F", "a: '0x1F'"), ("a: x", "a: !t x"), ("[a, b]", "[b, a]"), ("a: 1.0", "a: 1.00"),
    ("a: '!t x'", "a: !t x"),
  ])
  func `what may mean something else has another`(first: String, second: String) throws {
    let canonical = try (yaml(first).canonical(), yaml(second).canonical())
    #expect(canonical.0 != canonical.1)
  }
}
