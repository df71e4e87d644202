import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedBackfill

struct MappingTests {
  /// The values a mapping makes of one column of `texts`, or the codes of their rejects.
  private func values(
    _ column: String, _ mapping: String, of texts: [String], format: String = "csv"
  ) throws -> [String] {
    let project = try TestProject()
    let lines =
      format == "csv"
      ? ["n,x"] + texts.enumerated().map { "\($0),\($1)" }
      : texts.enumerated().map { "{\"n\":\"\($0)\",\"x\":\($1)}" }
    try project.write(lines.joined(separator: "\n") + "\n", to: "data.txt")
    let outcome = try project.load(
      """
      backfill: test
      target: visits
      source: {format: \(format), files: [data.txt]}
      map: {id: {from: n}, page: {value: /}, \(column): \(mapping)}
      rejects: {max: 100}
      """)
    #expect(outcome.failure == nil)
    let rows = try project.rows("SELECT id, \(column) FROM visits")
    let rejects = try project.rejects().map { "\($0.number - 1)|\($0.code)" }
    return (rows + rejects).sorted().map { String($0.dropFirst(2)) }
  }

  @Test func `null_if makes nothing of the texts listed`() throws {
    #expect(
      try values("duration", "{from: x, null_if: [\"-\", \"999\"]}", of: ["1", "-", "999"]) == [
        "1", "null", "null",
      ])
  }

  @Test func `null_if and words look at the text of numbers and booleans in trees`() throws {
    #expect(
      try values(
        "duration", "{from: x, null_if: [\"999\"], words: {\"true\": \"1\"}}",
        of: ["5", "999", "true", "null"], format: "ndjson") == ["5", "null", "1", "null"])
  }

  @Test func `an empty field is no value of a column without empty texts`() throws {
    #expect(try values("duration", "{from: x}", of: ["7", ""]) == ["7", "null"])
  }

  @Test func `an empty text stays an empty text`() throws {
    #expect(try values("status", "{from: x}", of: ["a", ""]) == ["a", ""])
  }

  @Test func `words change, and others stay`() throws {
    #expect(
      try values(
        "is_member", "{from: x, words: {yes: \"true\", no: \"false\"}}", of: ["yes", "no", "true"])
        == ["1", "0", "1"])
  }

  @Test func `a default stands where there is no value`() throws {
    #expect(
      try values("cost", "{from: x, null_if: [none], default: \"1.5\"}", of: ["2", "", "none"]) == [
        "2.00", "1.50", "1.50",
      ])
  }

  @Test func `a column that must have a value rejects a record without one`() throws {
    #expect(
      try values("status", "{from: x}", of: ["\"a\"", "null"], format: "ndjson") == [
        "a", "map.missing",
      ])
  }

  @Test func `a value is the same for every record`() throws {
    #expect(try values("is_member", "{value: \"true\"}", of: ["a", "b"]) == ["1", "1"])
  }

  @Test func `a star keeps the whole record as JSON`() throws {
    #expect(try values("metadata", "{json: \"*\"}", of: ["a"]) == [#"{"n":"0","x":"a"}"#])
    #expect(
      try values("metadata", "{json: \"*\"}", of: ["{\"b\":[1.0]}"], format: "ndjson") == [
        #"{"n":"0","x":{"b":[1.0]}}"#
      ])
  }

  @Test func `a list of fields becomes one JSON object`() throws {
    #expect(try values("metadata", "{json: [x]}", of: ["a"]) == [#"{"x":"a"}"#])
    #expect(
      try values("metadata", "{json: [x.a, x.none]}", of: ["{\"a\":1}"], format: "ndjson") == [
        #"{"x.a":1}"#
      ])
  }

  @Test func `a time is read by its format`() throws {
    #expect(
      try values(
        "visited_at", "{from: x, format: \"%d.%m.%Y %H:%M\"}", of: ["15.01.2026 12:30", "2026"])
        == ["2026-01-15T12:30:00.000000Z", "type.timestamp"])
  }

  @Test func `iso8601 has a zone, and iso8601_local has none`() throws {
    let texts = ["2026-01-15T12:00:00+01:00", "2026-01-15T12:00:00"]
    #expect(
      try values("visited_at", "{from: x, format: iso8601}", of: texts) == [
        "2026-01-15T11:00:00.000000Z", "type.timestamp",
      ])
    #expect(
      try values("visited_at", "{from: x, format: iso8601_local}", of: texts) == [
        "type.timestamp", "2026-01-15T12:00:00.000000Z",
      ])
  }

  @Test func `an epoch may be a number of a tree`() throws {
    #expect(
      try values(
        "visited_at", "{from: x, format: epoch_s}", of: ["0", "\"1.5\""], format: "ndjson")
        == ["1970-01-01T00:00:00.000000Z", "1970-01-01T00:00:01.500000Z"])
  }

  @Test func `what is finer than a microsecond is rejected unless it is truncated`() throws {
    let texts = ["2026-01-15 12:00:00.1234569", "2026-01-15 12:00:00.1234560"]
    #expect(
      try values("visited_at", "{from: x, format: iso8601_local}", of: texts) == [
        "type.timestamp-precision", "2026-01-15T12:00:00.123456Z",
      ])
    #expect(
      try values("visited_at", "{from: x, format: iso8601_local, fraction: truncate}", of: texts)
        == ["2026-01-15T12:00:00.123456Z", "2026-01-15T12:00:00.123456Z"])
  }

  @Test func `a value of another kind is rejected, and the row goes with it`() throws {
    #expect(
      try values("duration", "{from: x}", of: ["1", "1.5", "x", "3000000000"]) == [
        "1", "type.int", "type.int", "type.range",
      ])
  }

  @Test func `a record without its key fields is rejected`() throws {
    let project = try TestProject()
    try project.write("{\"id\":1}\n{\"other\":2}\n{\"id\":null}\n", to: "data.ndjson")
    try project.load(
      """
      backfill: test
      target: visits
      source: {format: ndjson, files: [data.ndjson]}
      key: {fields: [id]}
      map: {page: {value: /}}
      rejects: {max: 2}
      """)
    #expect(
      try project.rejects().map { "\($0.number) \($0.code)" } == [
        "2 key.missing", "3 key.missing",
      ])
  }

  @Test func `a key of fields is the same in every file`() throws {
    let project = try TestProject()
    try project.write("a,b\n1,x\n", to: "one.csv")
    try project.write("b,a\nx,1\n", to: "two.csv")
    let outcome = try project.load(
      """
      backfill: test
      target: visits
      source: {format: csv, files: [one.csv, two.csv]}
      key: {fields: [a, b]}
      map: {page: {from: b}}
      """)
    #expect(outcome.counts.loaded == 1)
    #expect(outcome.counts.present == 1)
  }

  @Test func `a key of places tells equal records apart`() throws {
    let project = try TestProject()
    try project.write("page\n/a\n/a\n", to: "one.csv")
    let outcome = try project.load(
      """
      backfill: test
      target: visits
      source: {format: csv, files: [one.csv]}
      key: {source_position: true}
      map: {page: {from: page}}
      """)
    #expect(outcome.counts.loaded == 2)
  }
}

struct UnmappedFieldTests {
  private func load(_ unmapped: String) throws -> BackfillOutcome {
    let project = try TestProject()
    try project.write("id,page,colour\n1,/a,red\n", to: "one.csv")
    try project.write("id,page,size\n2,/a,9\n", to: "two.csv")
    return try project.load(
      """
      backfill: test
      target: visits
      source: {format: csv, files: [one.csv, two.csv]}
      map: {id: {from: id}, page: {from: page}}
      \(unmapped)
      """)
  }

  @Test func `fields left over in any file are reported`() throws {
    #expect(try load("").unmappedFields == ["colour", "size"])
  }

  @Test func `fields left over are ignored when asked`() throws {
    #expect(try load("unmapped: ignore").unmappedFields == [])
  }

  @Test func `fields left over stop the run before it begins when asked`() throws {
    #expect(problems { try load("unmapped: reject") } == ["5:11: no mapping reads colour, size"])
  }
}
