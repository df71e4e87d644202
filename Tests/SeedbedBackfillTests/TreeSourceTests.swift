import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// Sources whose records are trees: archives, MongoDB's and banks' files.
struct TreeSourceTests {
  private static let expected = ["1|/a|10", "2|/b|null"]

  private func rows(
    _ source: String, of file: Data, map: String = "id: {from: id}, page: {from: page}"
  ) throws -> [String] {
    let project = try TestProject()
    try project.write(file, to: "data/source")
    let outcome = try project.load(
      """
      backfill: test
      target: visits
      source: {files: [data/source], \(source)}
      map: {duration: {from: duration}, \(map)}
      """)
    #expect(outcome.failure == nil)
    #expect(
      try project.load(
        """
        backfill: test
        target: visits
        source: {files: [data/source], \(source)}
        map: {duration: {from: duration}, \(map)}
        """
      ).counts.read == 0)
    return try project.rows("SELECT id, page, duration FROM visits ORDER BY id")
  }

  @Test func `js_assigned has its list behind a name`() throws {
    let text = """
      window.YTD.visits.part0 = [ {"visit": {"id": "1", "page": "/a"}, "duration": 10},
        {"visit": {"id": "2", "page": "/b"}} ]
      """
    #expect(
      try rows(
        "format: js_assigned", of: Data(text.utf8),
        map: "id: {from: visit.id}, page: {from: visit.page}") == Self.expected)
  }

  @Test func `extjson has a document a line, or a list where a pointer leads`() throws {
    let documents = [
      #"{"id":{"$numberLong":"1"},"page":"/a","duration":{"$numberInt":"10"}}"#,
      #"{"id":"2","page":"/b","duration":{"$undefined":true}}"#,
    ]
    #expect(
      try rows("format: extjson", of: Data(documents.joined(separator: "\n").utf8))
        == Self.expected)
    #expect(
      try rows(
        #"format: extjson, pointer: """#, of: Data("[\(documents.joined(separator: ","))]".utf8))
        == Self.expected)
  }

  /// `{id: …, page: …[, duration: …]}`
  private static func document(_ id: String, _ page: String, _ duration: UInt8? = nil) -> [UInt8] {
    func string(_ name: String, _ text: String) -> [UInt8] {
      [2] + Array(name.utf8) + [0, UInt8(text.utf8.count + 1), 0, 0, 0] + Array(text.utf8) + [0]
    }
    var number: [UInt8] = []
    if let duration { number = [0x10] + Array("duration".utf8) + [0, duration, 0, 0, 0] }
    let content = string("id", id) + string("page", page) + number
    return [UInt8(content.count + 5), 0, 0, 0] + content + [0]
  }

  @Test func `bson has a document behind the other`() throws {
    let content = Self.document("1", "/a", 10) + Self.document("2", "/b")
    #expect(try rows("format: bson", of: Data(content)) == Self.expected)
  }

  @Test func `ofx has a transaction and its account`() throws {
    let text = """
      <OFX><STMTRS><BANKACCTFROM><ACCTID>/a</BANKACCTFROM><BANKTRANLIST>
      <STMTTRN><FITID>1<DURATION>10</STMTTRN></BANKTRANLIST></STMTRS>
      <STMTRS><BANKACCTFROM><ACCTID>/b</BANKACCTFROM><BANKTRANLIST>
      <STMTTRN><FITID>2</STMTTRN></BANKTRANLIST></STMTRS></OFX>
      """
    #expect(
      try rows(
        "format: ofx", of: Data(text.utf8), map: "id: {from: fitid}, page: {from: account}")
        == Self.expected)
  }

  @Test(arguments: [
    ("format: csv, pointer: /a", "2:32: csv has no pointer; json and yaml have"),
    ("format: mongodump", "2:9: 'namespace' names a database and a collection of the archive"),
    ("format: bson, namespace: a.b", "2:35: bson has no namespaces, so no 'namespace'"),
  ])
  func `keys of other formats are refused`(source: String, problem: String) throws {
    let project = try TestProject()
    try project.write("", to: "data/source")
    let found = problems {
      try project.plan(
        """
        backfill: test
        source: {\(source), files: [data/source]}
        target: visits
        map: {id: {from: id}, page: {from: page}}
        """)
    }
    #expect(found == [problem])
  }
}
