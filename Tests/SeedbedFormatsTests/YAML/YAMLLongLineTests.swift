import SeedbedCore
import SeedbedFormats
import Testing

@Suite(.serialized, .timeLimit(.minutes(10)))
struct YAMLLongLineTests {
  @Test func `problems on a line of ten megabytes show what stands around them`() throws {
    let keys = (0..<1_000).map { ", k\($0): 1, k\($0): 2" }.joined()
    let text = "{long: \"" + String(repeating: "é", count: 5 << 20) + "\"\(keys)}\n"
    let problems = yamlProblems(text)
    #expect(problems.count == 1_000)
    #expect(problems[0].location?.column == (5 << 20) + 19)
    let excerpt = try #require(problems[0].excerpt)
    #expect(excerpt.line.count == 122)
    #expect(excerpt.line.dropFirst(excerpt.column - 1).prefix(excerpt.length + 3) == "k0: 2")
    #expect(problems.allSatisfy { ($0.excerpt?.line.count ?? 0) <= 122 })
  }

  @Test func `a mistake far behind in a long line of a source is shown`() throws {
    let line = "- {long: \"" + String(repeating: "x", count: 3 << 20) + "\", b: @}\n"
    try withYAMLFile(Array("- {a: 1}\n\(line)".utf8)) { path in
      var reader = try YAMLRecordReader(SourceBytes(file: path), named: "a.yaml")
      var record = SourceRecord()
      #expect(try reader.next(into: &record))
      let problem = #expect(throws: Diagnostic.self) { try reader.next(into: &record) }
      #expect(problem?.location?.column == (3 << 20) + 17)
      let excerpt = try #require(problem?.excerpt)
      #expect(excerpt.line.hasPrefix("…xxxx"))
      #expect(excerpt.line.hasSuffix("xx\", b: @}"))
      #expect(Array(excerpt.line)[excerpt.column - 1] == "@")
    }
  }

  @Test func `a mistake in a long line of JSON is shown`() throws {
    let text = "[\"" + String(repeating: "ä", count: 1 << 20) + "\", 01, 2]"
    let problem = #expect(throws: Diagnostic.self) {
      try JSONReader.read(text: text, named: "a.json")
    }
    let excerpt = try #require(problem?.excerpt)
    #expect(excerpt.line.hasPrefix("…ää"))
    #expect(excerpt.line.hasSuffix("ä\", 01, 2]"))
  }
}
