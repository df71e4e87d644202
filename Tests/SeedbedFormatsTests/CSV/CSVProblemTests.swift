import SeedbedCore
import Testing

@testable import SeedbedFormats

struct CSVProblemTests {
  private func reader(
    _ content: [UInt8], _ dialect: CSVDialect = .csv
  ) throws -> CSVReader {
    try CSVReader(.memory(content), named: "a.csv", dialect: dialect, at: .start, capacity: 16)
  }

  private func records(_ text: String, limit: Int = 16 << 20) throws -> [SourceRecord] {
    var reader = try reader(bytes(text), CSVDialect(recordLimit: limit))
    return try reader.rest()
  }

  @Test func `a wrong number of fields is a problem and the next record is read`() throws {
    let records = try records("a,b\n1\n1,2,3\n4,5\n")
    #expect(records.map(\.texts) == [["csv.field-count"], ["csv.field-count"], ["4", "5"]])
    #expect(records[1].problem?.message == "expected 2 fields, found 3")
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

  @Test func `a quote open at the end is one problem with the rest of the source`() throws {
    let records = try records("a,b\n1,2\n3,\"4\n5,6\n")
    #expect(records.map(\.texts) == [["1", "2"], ["csv.unclosed-quote"]])
    #expect(records[1].place == [2, 3, 8, 9])
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

  @Test func `a quote open beyond the limit is an error that names the limit`() throws {
    let text = "a,b\n1,2\n3,\"4\n" + String(repeating: "5,6\n", count: 100)
    let problem = #expect(throws: Diagnostic.self) { try records(text, limit: 100) }
    #expect(problem?.code == .recordTooLong)
    #expect(
      problem?.message
        == "a.csv: the record at line 3 takes more than 100 bytes, the limit of one record")
    #expect(problem?.help?.contains("byte 10") == true)
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
    let problem = #expect(throws: Diagnostic.self) { try CSVReader(file: "/no/such.csv") }
    #expect(problem?.code == .fileMissing)
  }
}
