import SeedbedCore
import SeedbedFormats
import Testing

struct YAMLOffsetTests {
  /// Where the word `here` of the value stands, by the place of its text's byte.
  private func location(_ yaml: String) throws -> String {
    let node = try YAMLReader.read(text: yaml, named: "f")
    let value = try #require(node["key"])
    let text = try #require(value.scalar)
    let place = try #require(text.firstRange(of: "here")).lowerBound
    let offset = text.utf8.distance(from: text.startIndex, to: place)
    let code = Diagnostic.Code("a.b", .usage)
    return value.diagnostic(code, "x", atByte: offset).location?.description ?? ""
  }

  @Test(arguments: [
    ("key: a, here", "f:1:9"),
    ("key: a,\n  b\n  here", "f:3:3"),
    ("key: |\n  a\n\n  é here", "f:4:5"),
    ("key: |2-\n    a\n   here\n  b", "f:3:4"),
    ("key: >-\n  a\n  b here\n\n  c", "f:3:5"),
    ("key: &a !!str a here", "f:1:17"),
    ("key: 'it''s\n  here'", "f:2:3"),
    (#"key: "a\n\"\\\tb\u00e9 here""#, "f:1:24"),
  ])
  func `a byte of a text has its place in the file`(yaml: String, place: String) throws {
    #expect(try location(yaml) == place)
  }
}
