import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// Maps over trees are checked, and values of JSON are what they are.
struct StrictTreeTests {
  private func specification(_ map: String, format: String = "ndjson") -> String {
    """
    backfill: test
    target: visits
    source: {format: \(format), files: [data.json]}
    key: {source_position: true}
    map: {page: {value: /}, \(map)}
    rejects: {max: 100}
    """
  }

  private func load(
    _ text: String, _ map: String, format: String = "ndjson"
  ) throws -> (project: TestProject, outcome: BackfillOutcome) {
    let project = try TestProject()
    try project.write(text, to: "data.json")
    return (project, try project.load(specification(map, format: format)))
  }

  @Test func `a path that no record has is an error, and nothing is loaded`() throws {
    let project = try TestProject()
    try project.write("{\"user\":{\"age\":1}}\n{\"user\":{\"age\":2}}\n", to: "data.json")
    let wrong = specification("duration: {from: user.aeg}")
    #expect(
      problems { try project.load(wrong) }
        == ["5:25: no record of the source has 'user.aeg'; did you mean 'user.age'?"])
    #expect(problems { try BackfillRun.checkFields(of: project.plan(wrong)) }.count == 1)
    #expect(try project.rows("SELECT * FROM visits").isEmpty)
    let bearing = specification("duration: {from: user.aeg, optional: true}")
    #expect(try project.load(bearing).counts.loaded == 2)
  }

  @Test func `a path that only the last record has is none`() throws {
    let (project, outcome) = try load(
      String(repeating: "{\"a\":1}\n", count: 50) + "{\"a\":1,\"b\":2}\n", "duration: {from: b}")
    #expect(outcome.counts.loaded == 51)
    #expect(try project.rows("SELECT sum(duration) FROM visits") == ["2"])
  }

  @Test(arguments: [
    ("{\"a.b\":1}", "a.b"), ("{\"a.b\":1,\"a\":{\"b\":2}}", "a\\.b"), ("{\"a\":{\"b\":1}}", "a.b"),
    ("{\"a\":[{\"b\":5},{\"b\":1}]}", "a.1.b"),
  ])
  func `dots in names and elements of lists are found`(record: String, path: String) throws {
    let (project, _) = try load(record + "\n", "duration: {from: '\(path)'}")
    #expect(try project.rows("SELECT duration FROM visits") == ["1"])
  }

  @Test func `a record that is not an object is a reject`() throws {
    let (project, outcome) = try load("42\n\"x\"\nnull\n[1]\n{\"a\":1}\n", "duration: {from: a}")
    #expect(outcome.counts.rejected == 4)
    #expect(
      try project.rejects().map(\.message) == [
        "the record is a number, not an object", "the record is a string, not an object",
        "the record is null, not an object", "the record is an array, not an object",
      ])
  }

  @Test(arguments: ["duration", "cost", "score"])
  func `a string in the place of a number is a reject unless declared`(column: String) throws {
    let text = "{\"a\":\"7\"}\n{\"a\":\"\"}\n{\"a\":7}\n{}\n"
    let (project, strict) = try load(text, "\(column): {from: a}")
    #expect(strict.counts.rejected == 2)
    #expect(
      try project.rejects().map(\.message) == [
        "'7' is a string, not a number; 'written_as: text' reads it as one",
        "'' is a string, not a number; 'written_as: text' reads it as one",
      ])
    let (_, declared) = try load(text, "\(column): {from: a, written_as: text, null_if: [\"\"]}")
    #expect(declared.counts.loaded == 4)
  }

  @Test func `a string is no boolean, and an empty one no time`() throws {
    let (_, flags) = try load("{\"a\":\"true\"}\n{\"a\":true}\n", "is_member: {from: a}")
    #expect(flags.counts.rejected == 1)
    let (_, times) = try load("{\"a\":\"\"}\n{\"a\":null}\n", "visited_at: {from: a}")
    #expect(times.counts.rejected == 1)
  }

  @Test func `yaml has only texts, which are read as before`() throws {
    let (project, outcome) = try load(
      "- {a: \"007\"}\n- {a: 8}\n", "duration: {from: a}", format: "yaml")
    #expect(outcome.counts.loaded == 2)
    #expect(try project.rows("SELECT sum(duration) FROM visits") == ["15"])
  }

  @Test func `the character NUL in JSON is a reject on every engine`() throws {
    let (project, outcome) = try load("{\"a\":{\"b\":\"\\u0000\"}}\n", "metadata: {from: a}")
    #expect(outcome.counts.rejected == 1)
    #expect(try project.rejects().map(\.code) == ["type.json-nul"])
    #expect(outcome.isAllRejected && !outcome.isGood)
  }
}
