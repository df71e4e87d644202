import Foundation
import SeedbedCore
import Testing

@testable import SeedbedFormats

@Suite(.enabled(if: SharedData.isPresent, SharedData.missing))
struct RealRecordTests {
  @Test(arguments: [
    ("azure_llm_conversation", 19_366, 22_361_870, 4_088_665),
    ("azure_llm_code", 8_819, 18_059_974, 245_896),
  ])
  func `the sums of the inference traces come out`(
    name: String, count: Int, context: Int, generated: Int
  ) throws {
    var reader = try CSVReader(
      SourceBytes(file: SharedData.path("ai_usage/\(name).csv")), named: "a")
    let records = try reader.rest()
    #expect(records.count == count)
    #expect(records.compactMap { Int($0.fields.text(of: 1)) }.reduce(0, +) == context)
    #expect(records.compactMap { Int($0.fields.text(of: 2)) }.reduce(0, +) == generated)
  }

  @Test func `seven fraction digits of the inference traces are exact`() throws {
    var reader = try CSVReader(
      SourceBytes(file: SharedData.path("ai_usage/azure_llm_code.csv")), named: "a")
    let times = try reader.rest().map { TimestampFormat.iso8601Local.parse($0.fields.text(of: 0)) }
    #expect(times.first == Timestamp(seconds: 1_700_158_623, nanoseconds: 979_960_000))
    #expect(!times.contains(nil))
  }

  @Test func `of the access log one line is torn and every other one is read`() throws {
    var reader = try LogReader(
      SourceBytes(file: SharedData.path("page_visits/apache_combined.log")), named: "a",
      grammar: CombinedLog())
    let records = try reader.rest()
    let torn = records.filter { $0.problem != nil }
    #expect(records.count - torn.count == 9_999)
    #expect(torn.map(\.place) == [[8_899, 8_899, 2_111_246, 183]])
  }

  @Test func `the statuses and bytes of the access log come out`() throws {
    var reader = try LogReader(
      SourceBytes(file: SharedData.path("page_visits/apache_combined.log")), named: "a",
      grammar: CombinedLog())
    let records = try reader.rest().filter { $0.problem == nil }
    let statuses = Dictionary(grouping: records) { $0.fields.text(of: 8) }.mapValues(\.count)
    #expect(
      statuses == [
        "200": 9125, "304": 445, "404": 213, "301": 164, "206": 45, "500": 3, "403": 2, "416": 2,
      ])
    #expect(records.compactMap { Int($0.fields.text(of: 9)) }.reduce(0, +) == 2_747_282_505)
    #expect(Set(records.map { $0.fields.text(of: 0) }).count == 1_753)
  }

  @Test func `every time of the access log is read`() throws {
    var reader = try LogReader(
      SourceBytes(file: SharedData.path("page_visits/apache_combined.log")), named: "a",
      grammar: CombinedLog())
    let times = try reader.rest().filter { $0.problem == nil }.map {
      TimestampFormat.clf.parse($0.fields.text(of: 3))
    }
    #expect(!times.contains(nil))
  }

  @Test func `half of the access log and the rest from its checkpoint are the whole`() throws {
    let path = SharedData.path("page_visits/apache_combined.log")
    var whole = try LogReader(SourceBytes(file: path), named: path, grammar: CombinedLog())
    let all = try whole.rest()
    var first = try LogReader(SourceBytes(file: path), named: path, grammar: CombinedLog())
    var record = SourceRecord()
    for _ in 0..<5_000 { _ = try first.next(into: &record) }
    var second = try LogReader(
      SourceBytes(file: path), named: path, grammar: CombinedLog(), at: first.checkpoint)
    let rest = try second.rest()
    #expect(rest.map(\.texts) == all.dropFirst(5_000).map(\.texts))
    #expect(rest.map(\.place) == all.dropFirst(5_000).map(\.place))
  }

  @Test func `records lie one behind the other to the end of the file`() throws {
    let path = SharedData.path("ai_usage/azure_llm_conversation.csv")
    var reader = try CSVReader(SourceBytes(file: path), named: path)
    var end = reader.checkpoint.offset
    for record in try reader.rest() {
      #expect(record.offset == end)
      end = record.offset + record.length
    }
    #expect(end == (try FileBytes.read(path).count))
  }

  @Test func `the events are read one by one and equal the whole array`() throws {
    let path = SharedData.path("user_activities/github_events.json")
    var reader = try JSONArrayReader(SourceBytes(file: path), named: path)
    let records = try reader.rest()
    let whole = try JSONReader.read(file: path).elements
    #expect(records.count == 100)
    #expect(records.compactMap(\.json) == whole)
    #expect(Set(records.compactMap { $0.json?["actor"]?["id"] }).count == 23)
  }

  @Test func `a semicolon separates the fields of the contact history`() throws {
    let path = SharedData.path("email_campaigns/bank_marketing.csv")
    var reader = try CSVReader(
      SourceBytes(file: path), named: path, dialect: CSVDialect(delimiter: UInt8(ascii: ";")))
    let records = try reader.rest()
    #expect(reader.fieldNames.contains("emp.var.rate"))
    #expect(records.count == 4_119)
    #expect(records.allSatisfy { $0.problem == nil })
  }

  @Test func `posts that are not UTF-8 are problems with the byte and never question marks`() throws
  {
    let name = try #require(
      SharedData.names(in: "social_media_posts").first { $0.contains("obama") })
    let path = SharedData.path("social_media_posts/\(name)")
    var reader = try CSVReader(SourceBytes(file: path), named: path)
    let records = try reader.rest()
    let bad = records.compactMap(\.problem)
    #expect(records.count == 3_207)
    #expect(bad.first?.code == "csv.encoding")
    #expect(bad.first?.message.hasPrefix("byte 921, in field ") == true)
    #expect(
      records.filter { $0.problem == nil }.allSatisfy { !$0.texts.joined().contains("\u{FFFD}") })
  }

  @Test func `the collaborator rows of the innovation graph are all there`() throws {
    for (name, count) in [
      ("topics", 72_885), ("economy_collaborators", 74_127), ("git_pushes", 3_998),
    ] {
      var reader = try CSVReader(
        SourceBytes(file: SharedData.path("analytics/\(name).csv")), named: "a")
      #expect(try reader.rest().filter { $0.problem == nil }.count == count)
    }
  }
}
