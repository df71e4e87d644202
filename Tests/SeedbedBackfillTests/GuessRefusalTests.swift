import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// What a draft is not made of, and what it says of values that would be rejects.
struct GuessRefusalTests {
  private static let things = CollectionSchema(
    name: "things",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(name: "name", type: .text),
      .init(name: "n", type: .bigint, isNullable: true),
      .init(name: "amount", type: .decimal(precision: 9, scale: 2), isNullable: true),
      .init(name: "at", type: .timestamp, isNullable: true),
      .init(name: "day", type: .date, isNullable: true),
    ])

  private func guess(_ bytes: [UInt8], named name: String = "a.csv") throws -> BackfillGuess {
    let project = try TestProject()
    try project.write(Data(bytes), to: name)
    return try BackfillGuess(
      of: ["\(project.path)/history/\(name)"], as: ["data/\(name)"], named: "b",
      for: Self.things)
  }

  private func guess(_ text: String) throws -> BackfillGuess { try guess(Array(text.utf8)) }

  private func refusal(_ text: String) -> String {
    problems { try guess(text) }.joined(separator: "\n")
  }

  @Test func `binary files, XML and archives are refused by name`() {
    #expect(refusal("PK\u{3}\u{4}xl/workbook").contains("is a ZIP (XLSX) file"))
    #expect(refusal("PAR1abc").contains("is a Parquet file"))
    #expect(refusal("<?xml version=\"1.0\"?><a/>").contains("is XML, which no format reads"))
    #expect(refusal("a\0b\u{1}\u{2}").contains("is no text: byte 1 is zero"))
  }

  @Test func `half a log is not drafted, and the nearest format has its share`() {
    let line = "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"a\"\n"
    let found = refusal(line + line + "torn\n" + "torn\n")
    #expect(found.contains("combined_log fits 2 of 4 records"))
    #expect(found.contains("a.csv:3"))
  }

  @Test func `lines in front of a header are named`() {
    #expect(
      refusal("# report\n# of today\n\nPage,Views\n/a,1\n/b,2\n").contains("line 4, 'Page,Views'"))
  }

  @Test func `an object of objects is no record`() {
    #expect(
      refusal("{\"u1\":{\"name\":\"a\"},\"u2\":{\"name\":\"b\"}}").contains(
        "one object of 2 objects"))
  }

  @Test(arguments: [
    ("n\n4\n7\n", "format: csv"),
    ("sep=;\r\na;b\r\n1;2\r\n", "format: csv, dialect: {delimiter: \";\"}"),
    ("a;b;;\n1;2;;\n", "format: csv, dialect: {delimiter: \";\", duplicates: list}"),
    (
      "1 2\n3 4\n", "format: columns, columns: {header: [field_1, field_2]}"
    ),
    ("{\"_id\":{\"$oid\":\"5f\"}}\n{\"_id\":{\"$oid\":\"6f\"}}\n", "format: extjson"),
    ("{\"a\":[{\"x\":1}],\"b\":[{\"x\":1},{\"x\":2}]}", "format: json, pointer: \"/b\""),
  ])
  func `the first line is no record by accident, and the longest list is the one`(
    text: String, source: String
  ) throws {
    #expect(try guess(text).source == source)
  }

  @Test func `a number beyond its column is said with its place`() throws {
    let yaml = try guess("n,name\n4,a\n9223372036854775808,b\n-1,c\n").yaml
    #expect(
      yaml.contains(
        "# 'n': 1 record would be a reject, the first at data/a.csv:3: '9223372036854775808'"))
  }

  @Test func `texts that mean nothing are so for numbers and days, not for words`() throws {
    let lines = (10..<29).map { "\($0),2026-04-\($0),x\n" }.joined()
    let yaml = try guess("n,day,name\n\(lines)NA,NA,NA\n").yaml
    #expect(yaml.contains("n: {from: n, null_if: [\"NA\"]}"))
    #expect(yaml.contains("day: {from: day, null_if: [\"NA\"]}"))
    #expect(yaml.contains("name: {from: name}"))
  }

  @Test func `marks of numbers and mixed zones are declared`() throws {
    let yaml = try guess(
      "name;amount;at\na;1.234,50;2025-06-01T09:30:00Z\nb;7,00;2025-06-01T09:30:00\n"
    ).yaml
    #expect(yaml.contains("amount: {from: amount, decimal_mark: \",\", group_mark: \".\"}"))
    #expect(yaml.contains("at: {from: at, zone: UTC, format: iso8601}"))
    #expect(yaml.contains("2 times from"))
    #expect(yaml.contains("1 of them without a zone"))
  }

  @Test func `a column that nothing fits is left to a person`() throws {
    let yaml = try guess("n,x\n1,2\n3,4\n").yaml
    #expect(yaml.contains("# name:  no field fits: say what it is"))
    #expect(!yaml.contains("value: unknown"))
  }

  @Test func `no control character reaches a draft`() throws {
    let lines = (1..<100).map { "\($0),x\n" }.joined()
    let yaml = try guess("n,a\u{1}b\n\(lines)").yaml
    #expect(!yaml.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }
}
