import SeedbedCore
import SeedbedFormats
import Testing

/// Sizes at which time that grows with the square would be minutes.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct YAMLSizeTests {
  @Test func `each of very many names of a mapping is found`() throws {
    let count = 50_000
    let root = try yaml((0..<count).map { "key\($0): \($0)\n" }.joined())
    #expect((0..<count).allSatisfy { root["key\($0)"]?.integer == Int64($0) })
    #expect(root["key\(count)"] == nil)
  }

  @Test func `of very many unknown keys the first are listed`() {
    let shape = Shape.record(
      RecordShape("person", about: "Someone", [.init("name", .text, about: "Theirs")]))
    let problems = yamlProblems((0..<50_000).map { "key\($0): 1\n" }.joined(), as: shape)
    #expect(problems.count == 21)
    #expect(problems[0].headline == "a.yaml:1:1: unknown key 'key0' in person")
    #expect(problems[20].headline == "a.yaml:21:1: … and 49980 more unknown keys in person")
  }

  @Test func `very many aliases without an anchor are reported`() {
    let anchors = (0..<5_000).map { "k\($0): &a\($0) 1\n" }.joined()
    let aliases = (0..<5_000).map { "l\($0): *b\($0)\n" }.joined()
    #expect(yamlProblems(anchors + aliases).count == 5_000)
  }

  @Test(
    arguments: [
      String(repeating: "[", count: 200_000), String(repeating: "- ", count: 200_000),
      String(repeating: "{a: ", count: 200_000),
    ])
  func `lists in lists without end are refused at the limit`(text: String) {
    let problems = yamlProblems(text)
    #expect(problems.map(\.message) == ["lists and mappings nest deeper than 100 levels here"])
  }

  @Test func `a record of lists in lists without end ends the reading`() throws {
    let lists = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
    try withYAMLFile(Array("- {a: 1}\n- {a: \(lists)}\n".utf8)) { path in
      var reader = try YAMLRecordReader(SourceBytes(file: path), named: "a.yaml")
      var record = SourceRecord()
      #expect(try reader.next(into: &record))
      let problem = #expect(throws: Diagnostic.self) { try reader.next(into: &record) }
      #expect(
        problem?.headline
          == "a.yaml:2:1005: lists and mappings nest deeper than 1000 levels here")
      #expect(problem?.excerpt?.line == "…" + String(repeating: "[", count: 120) + "…")
    }
  }
}
