import SeedbedCore
import Testing

@testable import SeedbedFormats

struct CSVProblemTests {
  private func reader(
    _ content: [UInt8], _ dialect: CSVDialect = .csv, limit: Int = RecordLimit.standard
  ) throws -> CSVReader {
    try CSVReader(
      .memory(content, window: 16, recordLimit: limit), named: "a.csv", dialect: dialect)
  }

  private func records(
    _ text: String, limit: Int = RecordLimit.standard
  ) throws -> [SourceRecord] {
    var reader = try reader(bytes(text), limit: limit)
    return try reader.rest()
  }

  @Test func `a wrong number of fields is a problem and the next record is read`() throws {
    let records = try records("a,b\n1\n1,2,3\n4,5\n")
    #expect(records.map(\.texts) == [["csv.field-count"], ["csv.field-count"], ["4", "5"]])
    #expect(records[1].problem?.message == "expected 2 fields, found 3")
  }

  @Test func `a record of more fields than any may have is a problem and the next is read`() throws
  {
    var dialect = CSVDialect.csv
    dialect.fieldLimit = 3
    let text = "a,b,c\n1,2,3\n,,,\n,,\"\n\",,\n4,5,6\n"
    var reader = try reader(bytes(text), dialect)
    let records = try reader.rest()
    #expect(
      records.map(\.texts) == [
        ["1", "2", "3"], ["csv.too-many-fields"], ["csv.too-many-fields"], ["4", "5", "6"],
      ])
    #expect(
      records[1].problem?.message == "the record has more than 3 fields, the limit of one record")
    dialect.fieldLimit = 2
    #expect(throws: Diagnostic.self) { try self.reader(bytes(text), dialect) }
  }

  @Test func `a quote inside a plain field is a problem and the next line is read`() throws {
    let records = try records("a,b\n1,x\"y\n4,5\n")
    #expect(records.map(\.texts) == [["csv.stray-quote"], ["4", "5"]])
    #expect(
      records[0].problem?.message
        == "a quote at byte 7 stands inside a field that does not start with one")
  }

  @Test func `a quote inside a plain field is text where the dialect says so`() throws {
    var reader = try reader(bytes("a,b\n5\" pipe,\"x\"\n"), CSVDialect(keepsInnerQuotes: true))
    #expect(try reader.rest().map(\.texts) == [["5\" pipe", "x"]])
  }

  @Test func `text behind a closed quote is a problem and the next line is read`() throws {
    #expect(
      try records("a,b\n\"1\nz\"x,2\n4,5\n").map(\.texts) == [
        ["csv.text-after-quote"], ["4", "5"],
      ])
  }

  @Test func `a quote that is never closed costs its line`() throws {
    let records = try records("a,b\n1,2\n3,\"4\n5,6\n")
    #expect(records.map(\.texts) == [["1", "2"], ["csv.unclosed-quote"], ["5", "6"]])
    #expect(records[1].place == [2, 3, 8, 5])
  }

  @Test func `a quote that only a later record's quote closes costs its line`() throws {
    #expect(
      try records("a,b\n1,\"x\n2,y\n3,\"z\"\n4,5\n").map(\.texts) == [
        ["csv.text-after-quote"], ["2", "y"], ["3", "z"], ["4", "5"],
      ])
  }

  @Test func `records that a quote took along until a stray one are read`() throws {
    #expect(
      try records("a,b,c\n1,\"x,y\n2,x,y\n3,x,y\n4,15\"\n5,x,y\n").map(\.texts) == [
        ["csv.field-count"], ["2", "x", "y"], ["3", "x", "y"], ["csv.stray-quote"],
        ["5", "x", "y"],
      ])
  }

  @Test func `lines inside a quoted text are no records, and the reject says how many it takes`()
    throws
  {
    let records = try records("a,b\n1,\"one, two\nand three\n, four\",5\n6,7\n")
    #expect(records.map(\.texts) == [["csv.field-count"], ["6", "7"]])
    #expect(
      records[0].problem?.message == "expected 2 fields, found 3; the reject takes 3 lines")
  }

  @Test func `a quote in a long file of quotes is found in a moment`() throws {
    let lines = (0..<20_000).map { "\($0),\"" + ($0 % 2 == 0 ? "x\n" : "y\"\n") }
    #expect(try records("a,b\n" + lines.joined()).count == 20_000)
  }

  @Test func `a carriage return alone is a problem`() throws {
    #expect(
      try records("a,b\n1\r2,3\n4,5\n").map(\.texts) == [["csv.bare-carriage-return"], ["4", "5"]])
  }

  @Test func `bytes that are not UTF-8 are a problem with their place and field`() throws {
    var reader = try reader(bytes("a,b\n1,2\n3,x") + [0xE9] + bytes("\n5,6\n"))
    let records = try reader.rest()
    #expect(records.map(\.texts) == [["1", "2"], ["csv.encoding"], ["5", "6"]])
    #expect(records[1].problem?.message == "byte 11, in field 'b', is not UTF-8")
  }

  @Test func `a line beyond the limit is a problem and the next record is read`() throws {
    let records = try records("a,b\n1,\(String(repeating: "x", count: 500))\n4,5\n", limit: 100)
    #expect(records.map(\.texts) == [["record.too-long"], ["4", "5"]])
    #expect(records[1].place == [2, 3, 507, 4])
  }

  @Test func `a quote open beyond the limit costs its line and names the limit`() throws {
    let text = "a,b\n1,2\n3,\"4\n" + String(repeating: "5,6\n", count: 100)
    let records = try records(text, limit: 100)
    #expect(records.count == 102)
    #expect(
      records[1].problem?.message
        == "the quote at byte 10 is not closed within 100 bytes, the limit of one record")
    #expect(records[2].texts == ["5", "6"])
  }

  @Test func `two fields of one name are an error`() {
    let problem = #expect(throws: Diagnostic.self) { try reader(bytes("id,name,id\n")) }
    #expect(problem?.code == .csvDuplicateHeader)
    #expect(
      problem?.description.hasPrefix(
        "a.csv:1:1: two fields are called 'id': field 1 and field 3") == true)
  }

  @Test func `an empty file has no header`() {
    let problem = #expect(throws: Diagnostic.self) { try reader([]) }
    #expect(problem?.code == .csvHeader)
  }

  @Test func `UTF-16 is refused by name`() {
    let problem = #expect(throws: Diagnostic.self) { try reader([0xFF, 0xFE, 0x61, 0x00]) }
    #expect(problem?.code == .sourceEncoding)
  }

  @Test func `a missing file is said to be missing`() {
    let problem = #expect(throws: Diagnostic.self) {
      try CSVReader(SourceBytes(file: "/no/such.csv"), named: "/no/such.csv")
    }
    #expect(problem?.code == .fileMissing)
  }
}
