import SeedbedCore
import Testing

@testable import SeedbedFormats

struct CSVReaderTests {
  private func reader(
    _ text: String, _ dialect: CSVDialect = .csv, at checkpoint: SourceCheckpoint = .start,
    window: Int = 16
  ) throws -> CSVReader {
    try CSVReader(
      .memory(bytes(text), window: window), named: "a.csv", dialect: dialect, at: checkpoint)
  }

  private func texts(_ text: String, _ dialect: CSVDialect = .csv) throws -> [[String]] {
    var reader = try reader(text, dialect)
    return try reader.rest().map(\.texts)
  }

  @Test func `the first row names the fields`() throws {
    #expect(try reader("id,\"full name\"\r\n1,Ada\r\n").fieldNames == ["id", "full name"])
  }

  @Test func `a quoted newline stays in its field`() throws {
    #expect(try texts("a,b\n\"1\n2\",3\n") == [["1\n2", "3"]])
  }

  @Test func `a doubled quote is one quote`() throws {
    #expect(try texts("a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n") == [["say \"hi\"", "\""]])
  }

  @Test func `a quoted delimiter stays in its field`() throws {
    #expect(try texts("a,b\n\"1,2\",\"\"\n") == [["1,2", ""]])
  }

  @Test func `lines may end with LF, CRLF or the end of the source`() throws {
    #expect(try texts("a,b\r\n1,2\n3,4\r\n5,") == [["1", "2"], ["3", "4"], ["5", ""]])
    #expect(try texts("a\n\"x\"") == [["x"]])
  }

  @Test func `a byte order mark is no part of the first name`() throws {
    #expect(try reader("\u{FEFF}a,b\n").fieldNames == ["a", "b"])
  }

  @Test func `empty lines are no records, and counted`() throws {
    var reader = try reader("a,b\n\n1,2\n\r\n\n3,4\n\n")
    #expect(try reader.rest().map(\.place) == [[1, 3, 5, 4], [2, 6, 12, 4]])
    #expect(reader.passedOver == ["blank line": 4])
  }

  @Test func `an empty line is a record where there is one column`() throws {
    var reader = try reader("a\n1\n\n\"\"\n2\n")
    #expect(try reader.rest().map(\.texts) == [["1"], [""], [""], ["2"]])
    #expect(reader.passedOver.isEmpty)
  }

  @Test(arguments: ["sep=;\r\na;b\r\n1;2\r\n", "\u{FEFF}sep=;\na;b\n1;2\n"])
  func `Excel's line that names the delimiter is no header`(text: String) throws {
    var reader = try reader(text, CSVDialect(delimiter: UInt8(ascii: ";")))
    #expect(reader.fieldNames == ["a", "b"])
    #expect(try reader.rest().map(\.line) == [3])
  }

  @Test func `Excel's line that names another delimiter is refused with what to declare`() {
    let problem = #expect(throws: Diagnostic.self) { try reader("sep=;\na;b\n1;2\n") }
    #expect(
      problem?.description.hasPrefix("a.csv:1:1: Excel's line says that ';' stands between") == true
    )
    #expect(problem?.help == "Write 'dialect: {delimiter: \";\"}' under 'source'.")
  }

  @Test func `a quoted empty field alone is a record`() throws {
    #expect(try texts("a\n\"\"\n") == [[""]])
  }

  @Test func `another delimiter, no quotes and given names`() throws {
    let dialect = CSVDialect(delimiter: UInt8(ascii: "\t"), quote: nil, header: .names(["a", "b"]))
    #expect(try texts("\"1\t2\"\n", dialect) == [["\"1", "2\""]])
  }

  @Test func `number, line, offset and length are exact`() throws {
    var reader = try reader("a,b\r\n\"x\ny\",2\r\n3\r\n4,5")
    #expect(
      try reader.rest().map(\.place) == [[1, 2, 5, 9], [2, 4, 14, 3], [3, 5, 17, 3]])
  }

  @Test(arguments: [1, 2, 3, 5, 7, 40])
  func `where memory ends does not change what is read`(window: Int) throws {
    let text = "a,b\r\n\"x\"\"\ny\",2\r\n3\r\n\r\nlonger than the memory is,\"q\"\r\n4,5"
    var small = try reader(text, window: window)
    var large = try reader(text, window: 1 << 12)
    let records = try small.rest()
    let expected = try large.rest()
    #expect(records.map(\.texts) == expected.map(\.texts))
    #expect(records.map(\.place) == expected.map(\.place))
  }

  @Test(arguments: 0...5)
  func `reading on from a checkpoint gives the rest`(read: Int) throws {
    let text = "a,b\n1,2\n\n\"x\ny\",3\n4\n5,\"6\"z\n7,8"
    var whole = try reader(text)
    let all = try whole.rest()
    var first = try reader(text)
    var record = SourceRecord()
    for _ in 0..<read { _ = try first.next(into: &record) }
    var second = try reader(text, at: first.checkpoint)
    let rest = try second.rest()
    #expect(rest.map(\.texts) == all.dropFirst(read).map(\.texts))
    #expect(rest.map(\.place) == all.dropFirst(read).map(\.place))
    #expect(second.checkpoint == whole.checkpoint)
  }
}
