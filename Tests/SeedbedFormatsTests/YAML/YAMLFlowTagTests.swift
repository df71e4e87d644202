import SeedbedCore
import Testing

@testable import SeedbedFormats

/// Bare tags before a bracket, which YAML allows and libyaml does not.
struct YAMLFlowTagTests {
  @Test(arguments: [
    "{at: !now}", "{at: !now , x: 1}", "{at: !now, x: 1}", "{x: [!now], at: !now}",
    "{\"q\": \"a } !x} b\", at: !now}", "{'q': 'it''s !x]', at: !now}", "{q: don 't !x, at: !now}",
    "{ # a ' comment !x}\n  at: !now}", "{q: {r: [{s: !env}]}, at: !now}", "{u: a:b, at: !now}",
    "{q: \"\\\"!x}\", at: !now}", "{é: !x, at: !now}", "{日本語: [!x], 🌱: {y: !x}, at: !now}",
  ])
  func `a bare tag ends at the bracket`(text: String) throws {
    let root = try yaml("a: \(text)\nb: 1\n")
    #expect(root["a"]?["at"]?.tag == "!now")
    #expect(root["a"]?["at"]?.scalar == "")
    #expect(root["b"]?.scalar == "1")
  }

  @Test func `text in quotes, in blocks and in comments is as it was written`() throws {
    let root = try yaml(
      """
      a: {x: "!now}", y: '!now]', z: !now}   # !now} {
      b: |
        {at: !now}
        [!now]
      c: "{at: !now} [!now]"
      d: text {at} [!now]
      e: '[: {at: !now}'
      """)
    #expect(root["a"]?["x"]?.scalar == "!now}")
    #expect(root["a"]?["y"]?.scalar == "!now]")
    #expect(root["b"]?.scalar == "{at: !now}\n[!now]\n")
    #expect(root["c"]?.scalar == "{at: !now} [!now]")
    #expect(root["d"]?.scalar == "text {at} [!now]")
    #expect(root["e"]?.scalar == "[: {at: !now}")
  }

  @Test func `places are those of the file`() throws {
    let root = try yaml("é: [{a: !now}, {b: !now}, {c: x}]\nd: {e: !now}\nf: 1\n")
    let items = try #require(root["é"]?.items)
    #expect(items[1]["b"]?.location == Location(file: "a.yaml", line: 1, column: 20))
    #expect(items[2]["c"]?.location == Location(file: "a.yaml", line: 1, column: 31))
    #expect(root["f"]?.location == Location(file: "a.yaml", line: 3, column: 4))
  }

  @Test func `a problem behind such a tag is placed where it is`() throws {
    let problem = #expect(throws: Diagnostics.self) {
      _ = try yaml("a: {b: !now}\nc: [{d: !now}, {e: 1, e: 2}]\n")
    }
    #expect(problem?.items.first?.location == Location(file: "a.yaml", line: 2, column: 23))
  }

  @Test func `records of a list keep their bytes and places`() throws {
    let text = "- {a: !now}\n- {b: [!x], c: é}\n- {d: 1}\n"
    var reader = try YAMLRecordReader(
      SourceBytes(.memory(Array(text.utf8))), named: "a.yaml")
    var record = SourceRecord()
    var parts: [String] = []
    while try reader.next(into: &record) {
      let bytes = Array(text.utf8)[record.offset..<record.offset + record.length]
      parts.append(String(decoding: bytes, as: UTF8.self))
    }
    #expect(parts == ["{a: !now}", "{b: [!x], c: é}", "{d: 1}"])
  }

  @Test func `many are read in one pass`() throws {
    let rows = (0..<20_000).map { "  r\($0): {at: !now, list: [!now], text: \"[ {\"}" }
    let root = try yaml("rows:\n\(rows.joined(separator: "\n"))\n")
    #expect(root["rows"]?.count == 20_000)
    #expect(root["rows"]?["r19999"]?["at"]?.location.line == 20_001)
  }
}
