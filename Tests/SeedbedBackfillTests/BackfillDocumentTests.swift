import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedBackfill

struct BackfillDocumentTests {
  private func problems(_ text: String) throws -> [String] {
    let project = try TestProject()
    try project.write("id,page\n1,/a\n", to: "data.csv")
    return SeedbedBackfillTests.problems { try project.plan(text) }
  }

  @Test func `an unknown key is named with the one that was meant`() throws {
    let found = try problems(
      """
      backfill: test
      target: visits
      source: {format: csv, files: [data.csv]}
      map: {id: {from: id}, page: {form: page}}
      """)
    #expect(found == ["4:30: unknown key 'form' in mapping; did you mean 'from'?"])
  }

  @Test func `a column has one of from, value, json and sum`() throws {
    let found = try problems(
      """
      backfill: test
      target: visits
      source: {format: csv, files: [data.csv]}
      map: {id: {from: id}, page: {from: page, value: /}}
      """)
    #expect(found == ["4:23: 'page' has one of from, value, json and sum"])
  }

  @Test func `a path that leaves the folder is refused`() throws {
    let found = try problems(
      """
      backfill: test
      target: visits
      source: {format: csv, files: [data/../../x.csv, /etc/passwd]}
      map: {id: {from: id}, page: {from: page}}
      """)
    #expect(
      found == [
        "3:31: 'data/../../x.csv' leaves the folder of this file",
        "3:49: '/etc/passwd' leaves the folder of this file",
      ])
  }

  @Test func `a time format that does not exist is refused`() throws {
    let found = try problems(
      """
      backfill: test
      target: visits
      source: {format: csv, files: [data.csv]}
      map: {id: {from: id}, page: {from: page}, visited_at: {from: page, format: iso}}
      """)
    #expect(found == ["4:76: 'iso' is no time format"])
  }

  @Test func `every problem of a file is told at once`() throws {
    let found = try problems(
      """
      backfill: test
      target: visits
      source: {format: ndjson, files: [], pointer: /a, dialect: {delimiter: ";"}}
      key: {source_position: true, fields: [id]}
      map: {page: {value: /, words: {a: b}}, visited_at: {from: at, fraction: truncate}}
      unmapped: reject
      filter: [{name: nothing}]
      rejects: {max: -1}
      check: [{count: loaded, sum: cost, equals: 1}]
      """)
    #expect(
      found.sorted() == [
        "3:33: 'files' names no file", "3:46: ndjson has no pointer; json and yaml have",
        "3:59: ndjson has no dialect; csv and tsv have",
        "4:6: a key is source_position: true, or a list of fields",
        "5:31: 'words' goes with 'from', and 'page' has none",
        "5:73: 'fraction' goes with 'format', and 'visited_at' has none",
        "6:11: records of ndjson have no fixed fields, so none can be found unmapped",
        "7:10: a filter has columns and texts under drop_if or keep_if",
        "8:16: 'max' is 0 or more", "9:9: a check has one of count and sum",
      ])
  }

  @Test func `a session ends after at least a second of silence`() throws {
    let found = try problems(
      """
      backfill: test
      target: visits
      source:
        format: csv
        files: [data.csv]
        sessions: {by: [id], time: page, time_format: iso8601, gap: 0s}
      map: {id: {from: id}, page: {from: id}}
      """)
    #expect(found == ["6:63: 'gap' is at least one second"])
  }

  @Test func `two files cannot describe one backfill`() throws {
    let project = try TestProject()
    let text = """
      backfill: test
      target: visits
      source: {format: csv, files: [data.csv]}
      map: {id: {from: id}, page: {from: page}}
      """
    try project.write(text, to: "a.yaml")
    try project.write(text, to: "b.yaml")
    let found = SeedbedBackfillTests.problems { try BackfillFolder(at: project.path + "/history") }
    #expect(
      found == ["1:11: the name 'test' is already in \(project.path)/history/a.yaml"])
  }
}
