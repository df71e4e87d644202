import Foundation
import SeedbedCore
import SeedbedTestSupport
import Testing

@testable import SeedbedFormats

struct TextEncodingTests {
  private func csv(_ content: [UInt8], _ encoding: TextEncoding) throws -> [SourceRecord] {
    var dialect = CSVDialect.csv
    dialect.encoding = encoding
    var reader = try CSVReader(.memory(content), named: "a.csv", dialect: dialect)
    return try reader.rest()
  }

  private func utf16(_ content: [UInt8], _ encoding: TextEncoding) throws -> [SourceRecord] {
    let folder = try TemporaryFolder()
    let path = folder.path("a.csv")
    try Data(content).write(to: URL(filePath: path))
    defer { withExtendedLifetime(folder) {} }
    var reader = try CSVReader(SourceBytes(file: path, encoding: encoding), named: "a.csv")
    return try reader.rest()
  }

  @Test func `windows-1252 becomes UTF-8, places stay those of the file`() throws {
    let records = try csv(bytes("n,p\n") + [0x80, 0x99, 0xE9] + bytes(",2\nx,3\n"), .windows1252)
    #expect(records.map(\.texts) == [["€™é", "2"], ["x", "3"]])
    #expect(records.map(\.place) == [[1, 2, 4, 6], [2, 3, 10, 4]])
  }

  @Test(arguments: [0x81, 0x8D, 0x8F, 0x90, 0x9D] as [UInt8])
  func `a byte that windows-1252 does not define is a problem with its place`(byte: UInt8) throws {
    let records = try csv(bytes("n,p\n1,a") + [byte] + bytes("\n2,b\n"), .windows1252)
    #expect(records.map(\.texts) == [["csv.encoding"], ["2", "b"]])
    #expect(records[0].problem?.message == "byte 7, in field 'p', is not windows-1252")
  }

  @Test func `every byte of windows-1252 is what the standard library of macOS and ICU say`() throws
  {
    let defined = (0x20...0xFF).map(UInt8.init).filter {
      ![0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0)
    }
    let text = try #require(String(bytes: defined, encoding: .windowsCP1252))
    #expect(TextEncoding.windows1252.utf8(of: defined) == bytes(text))
  }

  @Test func `ISO 8859-1 and 8859-15 define every byte`() throws {
    #expect(try csv([0x6E, 0x0A, 0xA4, 0xE9, 0x0A], .latin1).map(\.texts) == [["¤é"]])
    #expect(try csv([0x6E, 0x0A, 0xA4, 0xE9, 0x0A], .latin9).map(\.texts) == [["€é"]])
  }

  @Test func `ASCII ends at 127`() throws {
    #expect(try csv([0x6E, 0x0A, 0x80, 0x0A], .ascii).map(\.texts) == [["csv.encoding"]])
  }

  @Test func `a header is in the encoding, too`() throws {
    var dialect = CSVDialect.csv
    dialect.encoding = .windows1252
    let reader = try CSVReader(.memory([0xE9, 0x0A]), named: "a.csv", dialect: dialect)
    #expect(reader.fieldNames == ["é"])
  }

  @Test func `UTF-16 is read in the order of its mark`() throws {
    let text = "n,p\né😀,2\n"
    let little = [0xFF, 0xFE] + octets(Array(text.utf16), isBig: false)
    let big = [0xFE, 0xFF] + octets(Array(text.utf16), isBig: true)
    #expect(try utf16(little, .utf16).map(\.texts) == [["é😀", "2"]])
    #expect(try utf16(big, .utf16).map(\.texts) == [["é😀", "2"]])
    #expect(try utf16(Array(big.dropFirst(2)), .utf16BigEndian).map(\.texts) == [["é😀", "2"]])
    #expect(throws: Diagnostic.self) { try utf16(Array(big.dropFirst(2)), .utf16) }
  }

  @Test func `half of a pair, and half of a unit, are problems of their record`() throws {
    let units: [UInt16] = Array("n\na\n".utf16) + [0xD83D] + Array("\nb\n".utf16)
    let content = octets(units, isBig: false)
    #expect(
      try utf16(content, .utf16LittleEndian).map(\.texts) == [["a"], ["csv.encoding"], ["b"]])
    #expect(
      try utf16(content + [0x41], .utf16LittleEndian).map(\.texts)
        == [["a"], ["csv.encoding"], ["b"], ["csv.encoding"]])
  }

  @Test func `fields of one name become a list when that is declared`() throws {
    var dialect = CSVDialect.csv
    dialect.duplicates = .list
    let text = "Key,Sprint,Labels,Sprint,Sprint\nA-1,one,x,,\"t \"\"w\"\"o\"\nA-2,,,,\nA-3,x\n"
    var reader = try CSVReader(.memory(bytes(text)), named: "jira.csv", dialect: dialect)
    #expect(reader.fieldNames == ["Key", "Sprint", "Labels"])
    #expect(
      try reader.rest().map(\.texts) == [
        ["A-1", #"["one","t \"w\"o"]"#, "x"], ["A-2", "[]", ""], ["csv.field-count"],
      ])
    try expectResumable {
      try CSVReader(.memory(bytes(text)), named: "jira.csv", dialect: dialect, at: $0)
    }
  }
}

/// The bytes of UTF-16 units in one order.
private func octets(_ units: [UInt16], isBig: Bool) -> [UInt8] {
  units.reduce(into: [UInt8]()) { bytes, unit in
    let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    bytes += isBig ? pair : pair.reversed()
  }
}
