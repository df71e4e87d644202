import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// Logs, columns and encodings as a specification declares them.
struct TextSourceTests {
  private func rows(_ source: String, of text: String, map: String) throws -> [String] {
    let project = try TestProject()
    try project.write(text, to: "x.log")
    let outcome = try project.load(
      """
      backfill: test
      target: visits
      source: {files: [x.log], \(source)}
      key: {source_position: true}
      map: {\(map)}
      unmapped: ignore
      """)
    #expect(outcome.failure == nil)
    return try project.rows("SELECT page, status, visited_at FROM visits ORDER BY page")
  }

  @Test func `a common log may have fields of its own behind it`() throws {
    let line = #"10.0.0.1 - - [17/May/2015:10:05:03 +0000] "GET /a HTTP/1.1" 200 12 0.003"#
    #expect(
      try rows(
        "format: combined_log, log: {base: common, after: [request_time]}", of: line,
        map: "page: {from: request.path}, status: {from: request_time}")
        == ["/a|0.003|null"])
  }

  @Test func `a W3C log has its time in two fields, and in one`() throws {
    #expect(
      try rows(
        "format: w3c_log",
        of: "#Fields: date time cs-uri-stem sc-status\n2024-01-02 03:04:05 /a 200\n",
        map: """
          page: {from: cs-uri-stem}, status: {from: sc-status},
            visited_at: {from: timestamp, format: iso8601_local}
          """) == ["/a|200|2024-01-02T03:04:05.000000Z"])
  }

  @Test func `values of CloudFront are decoded`() throws {
    #expect(
      try rows(
        "format: cloudfront", of: "#Version: 1.0\n#Fields: cs-uri-stem sc-status\n/a%20b\t200\n",
        map: "page: {from: cs-uri-stem}, status: {from: sc-status}") == ["/a b|200|null"])
  }

  @Test func `columns have spaces between them`() throws {
    #expect(
      try rows(
        "format: columns, columns: {header: [status, page], last: rest}", of: " ok   a b\n",
        map: "page: {from: page}, status: {from: status}") == ["a b|ok|null"])
  }

  @Test func `what a format does not have is refused, and what it needs is asked for`() throws {
    let project = try TestProject()
    try project.write("{}", to: "x.log")
    func found(_ source: String) -> [String] {
      problems {
        try project.plan(
          """
          backfill: test
          target: visits
          source: {files: [x.log], \(source)}
          key: {source_position: true}
          map: {page: {from: page}}
          """)
      }
    }
    #expect(
      found("format: ndjson, encoding: windows-1252, log: {base: common}") == [
        "3:52: ndjson has no text in another encoding, so no 'encoding'",
        "3:71: ndjson has no variants, so no 'log'",
      ])
    #expect(found("format: syslog") == ["3:9: 'syslog' says which lines there are"])
    #expect(
      found("format: syslog, syslog: {rfc: 3164}") == ["3:50: lines of RFC 3164 have no year"])
    #expect(
      found("format: syslog, syslog: {rfc: 5424, year: 2015}") == [
        "3:68: lines of RFC 5424 have their year themselves"
      ])
  }

  @Test func `UTF-16 is read as declared`() throws {
    let project = try TestProject()
    let text = "id,page\n1,é\n"
    try project.write(
      try #require(text.data(using: .utf16LittleEndian)), to: "x.csv")
    let outcome = try project.load(
      """
      backfill: test
      target: visits
      source: {format: csv, files: [x.csv], encoding: utf-16le}
      map: {id: {from: id}, page: {from: page}}
      """)
    #expect(outcome.failure == nil)
    #expect(try project.rows("SELECT id, page FROM visits") == ["1|é"])
  }

  @Test func `names that stand twice become one list in a JSON column`() throws {
    let project = try TestProject()
    try project.write("id,page,Sprint,Sprint\n1,/a,one,two\n", to: "x.csv")
    try project.load(
      """
      backfill: test
      target: visits
      source: {format: csv, files: [x.csv], dialect: {duplicates: list}}
      map: {id: {from: id}, page: {from: page}, metadata: {from: Sprint}}
      """)
    #expect(try project.rows("SELECT metadata FROM visits") == [#"["one","two"]"#])
  }
}

/// Real text that is in no simple state, with the facts its README states.
@Suite(.enabled(if: SharedData.folder != nil, "the shared data folder is absent"))
struct RealTextTests {
  @Test func `every line of the auth log is loaded with the year that is declared`() throws {
    let project = try TestProject(
      shared: "user_actions/auth.log",
      CollectionSchema(
        name: "records",
        columns: [
          .init(name: "id", type: .text, isPrimaryKey: true),
          .init(name: "action", type: .text), .init(name: "message", type: .text),
          .init(name: "timestamp", type: .timestamp),
        ]))
    let outcome = try project.load(
      """
      backfill: auth
      target: records
      source: {format: syslog, files: [data/source], syslog: {rfc: 3164, year: 2015}}
      key: {source_position: true}
      map:
        action: {from: app}
        message: {from: message}
        timestamp: {from: time, format: iso8601_local}
      unmapped: ignore
      check: [{count: loaded, equals: 7121}]
      """, batch: 1000)
    #expect(outcome.failure == nil)
    #expect(outcome.isGood)
    #expect(
      try project.rows(
        """
        SELECT sum(instr(message, 'Failed password') > 0), sum(instr(message, 'Invalid user') > 0),
          sum(action = 'sshd'), min(timestamp) FROM records
        """) == ["713|178|4095|2015-03-27T13:06:56.000000Z"])
  }

  /// Both encodings are declarations that the files do not keep: what does not fit is a reject, the rest is loaded.
  @Test(arguments: [
    ("obama", "utf-8", 1378, "27473842"), ("obama", "windows-1252", 44, "44194739"),
    ("trump", "utf-8", 492, "180615482"), ("trump", "windows-1252", 79, "199398342"),
  ])
  func `posts with bytes that mean nothing are rejected and never changed`(
    name: String, encoding: String, rejected: Int, favorites: String
  ) throws {
    let project = try TestProject(
      shared: "social_media_posts/538_\(name).csv",
      CollectionSchema(
        name: "records",
        columns: [
          .init(name: "id", type: .text, isPrimaryKey: true),
          .init(name: "content", type: .text), .init(name: "likes", type: .bigint),
        ]))
    let total = name == "obama" ? 3207 : 3232
    let outcome = try project.load(
      """
      backfill: posts
      target: records
      source: {format: csv, files: [data/source], encoding: \(encoding)}
      key: {source_position: true}
      map: {content: {from: text}, likes: {from: favorites}}
      unmapped: ignore
      rejects: {max: 2000}
      check:
        - {count: read, equals: \(total)}
        - {count: rejected, equals: \(rejected)}
        - {sum: likes, equals: \(favorites)}
      """, batch: 500)
    #expect(outcome.failure == nil)
    #expect(outcome.isGood)
    let rejects = try project.rejects(of: "posts")
    #expect(Set(rejects.map(\.code)) == ["csv.encoding"])
    #expect(
      try project.rows("SELECT count(*) FROM records WHERE instr(content, char(65533)) > 0") == [
        "0"
      ])
    if encoding == "utf-8" {
      let first = name == "obama" ? 921 : 3277
      #expect(rejects.first?.message == "byte \(first), in field 'text', is not UTF-8")
    }
  }
}
