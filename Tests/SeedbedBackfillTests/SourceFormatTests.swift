import SeedbedCore
import Testing

@testable import SeedbedBackfill

/// Each format ends in the same rows.
struct SourceFormatTests {
  private static let expected = ["1|/a|10", "2|/b|null"]

  private func rows(
    _ source: String, of file: String, in name: String, map: String = "page: {from: page}"
  ) throws -> [String] {
    let project = try TestProject()
    try project.write(file, to: name)
    let outcome = try project.load(
      """
      backfill: test
      target: visits
      source: {files: [\(name)], \(source)}
      map: {id: {from: id}, duration: {from: duration}, \(map)}
      """)
    #expect(outcome.failure == nil)
    return try project.rows("SELECT id, page, duration FROM visits ORDER BY id")
  }

  @Test func `csv has its names in the first row`() throws {
    #expect(
      try rows("format: csv", of: "id,page,duration\n1,/a,10\n2,\"/b\",\n", in: "data/x.csv")
        == Self.expected)
  }

  @Test func `csv may have another delimiter, no quotes and its names elsewhere`() throws {
    #expect(
      try rows(
        "format: csv, dialect: {delimiter: \";\", quote: none, header: [id, page, duration]}",
        of: "1;/a;10\n2;/b;\n", in: "x.csv") == Self.expected)
  }

  @Test func `tsv is split at tabs`() throws {
    #expect(
      try rows("format: tsv", of: "id\tpage\tduration\n1\t/a\t10\n2\t/b\t\n", in: "x.tsv")
        == Self.expected)
  }

  @Test func `ndjson has a record a line`() throws {
    #expect(
      try rows(
        "format: ndjson",
        of: #"{"id":"1","page":"/a","duration":10}"# + "\n" + #"{"id":2,"page":"/b"}"#,
        in: "x.ndjson") == Self.expected)
  }

  @Test func `a path with dots goes into nested objects`() throws {
    #expect(
      try rows(
        "format: ndjson",
        of: #"{"id":"1","at":{"page":{"path":"/a"}},"duration":10}"# + "\n"
          + #"{"id":"2","at":{"page":{"path":"/b"}},"duration":null}"#,
        in: "x.ndjson", map: "page: {from: at.page.path}") == Self.expected)
  }

  @Test func `json has its records where the pointer leads`() throws {
    #expect(
      try rows(
        "format: json, pointer: /data/items",
        of: #"{"data":{"items":[{"id":"1","page":"/a","duration":10},{"id":"2","page":"/b"}]}}"#,
        in: "x.json") == Self.expected)
  }

  @Test func `yaml has its records where the pointer leads`() throws {
    #expect(
      try rows(
        "format: yaml, pointer: /items",
        of: "items:\n  - {id: '1', page: /a, duration: 10}\n  - id: '2'\n    page: /b\n",
        in: "data/x.yaml") == Self.expected)
  }

  @Test func `a combined log has the fields of its lines`() throws {
    let line = #"1.2.3.4 - 1 [17/May/2015:10:05:03 +0200] "GET /a HTTP/1.1" 200 10 "-" "agent""#
    let other = #"1.2.3.4 - 2 [17/May/2015:10:05:43 +0200] "GET /b HTTP/1.1" 200 - "-" "agent""#
    let project = try TestProject()
    try project.write(line + "\n" + other + "\n", to: "x.log")
    try project.load(
      """
      backfill: test
      target: visits
      source: {format: combined_log, files: [x.log]}
      map:
        id: {from: user}
        page: {from: request.path}
        duration: {from: bytes, null_if: ["-"]}
        visited_at: {from: time, format: clf}
      """)
    #expect(
      try project.rows("SELECT id, page, duration, visited_at FROM visits ORDER BY id") == [
        "1|/a|10|2015-05-17T08:05:03.000000Z", "2|/b|null|2015-05-17T08:05:43.000000Z",
      ])
  }

  @Test func `a pattern takes the files that match it, in the order of their names`() throws {
    let project = try TestProject()
    try project.write("id,page\n2,/second\n", to: "data/log-b.csv")
    try project.write("id,page\n1,/first\n", to: "data/log-a.csv")
    try project.write("id,page\n3,/third\n", to: "data/other.csv")
    let plan = try project.plan(
      """
      backfill: test
      target: visits
      source: {format: csv, files: ["data/log-*.csv", data/log-b.csv]}
      map: {id: {from: id}, page: {from: page}}
      """)
    #expect(plan.fileNames == ["data/log-a.csv", "data/log-b.csv"])
  }
}
