import SeedbedCore
import Testing

@testable import SeedbedFormats

struct W3CLogTests {
  private static let iis = """
    #Software: Microsoft Internet Information Services 10.0
    #Version: 1.0
    #Fields: date time cs-method cs-uri-stem sc-status
    2024-01-02 03:04:05 GET /a 200
    2024-01-02 03:04:06 GET /b
    #Fields: date time sc-status cs(User-Agent)
    2024-01-02 03:04:07 404 Mozilla/5.0+(X11)

    2024-01-02 03:04:08 500 "a ""b"" c"
    """

  private func reader(
    _ text: String, _ dialect: W3CLog.Dialect = .w3c, at checkpoint: SourceCheckpoint = .start
  ) throws -> LogReader<W3CLog> {
    try LogReader(
      w3c: SourceBytes(.memory(bytes(text))), named: "a.log", dialect: dialect, at: checkpoint)
  }

  @Test func `every record has the fields of all #Fields lines`() throws {
    var reader = try reader(Self.iis)
    #expect(
      reader.fieldNames == [
        "date", "time", "cs-method", "cs-uri-stem", "sc-status", "cs(User-Agent)", "timestamp",
      ])
    #expect(
      try reader.rest().map(\.texts) == [
        ["2024-01-02", "03:04:05", "GET", "/a", "200", "-", "2024-01-02 03:04:05"],
        ["log.field-count"],
        ["2024-01-02", "03:04:07", "-", "-", "404", "Mozilla/5.0+(X11)", "2024-01-02 03:04:07"],
        ["2024-01-02", "03:04:08", "-", "-", "500", "a \"b\" c", "2024-01-02 03:04:08"],
      ])
  }

  @Test func `places are those of the file`() throws {
    var reader = try reader(Self.iis)
    #expect(
      try reader.rest().map(\.place) == [
        [1, 4, 121, 31], [2, 5, 152, 27], [3, 7, 223, 42], [4, 9, 266, 35],
      ])
  }

  @Test func `reading on knows the #Fields line before`() throws {
    try expectResumable { try reader(Self.iis, at: $0) }
    expectBearsTearing(bytes(Self.iis)) {
      try LogReader(w3c: SourceBytes(.memory($0)), named: "a.log")
    }
  }

  @Test(arguments: ["", "2024-01-02 GET\n", "#Fields: a a\n", "#Fields:\n"])
  func `a log without names of its fields is refused`(text: String) throws {
    let failure = #expect(throws: Diagnostic.self) { try reader(text) }
    #expect(failure?.code == .w3cFields)
  }

  @Test func `names of very many fields are refused, and those of very many lines read once`()
    throws
  {
    let many = (0...1_000).map { "#Fields: f\($0)\n" }.joined()
    #expect(throws: Diagnostic.self) { try self.reader(many) }
    let few = (0..<20_000).map { "#Fields: a f\($0 % 900)\n" }.joined()
    #expect(try self.reader(few + "1 2\n").fieldNames.count == 901)
  }

  @Test func `a record before the first #Fields line is a problem`() throws {
    var reader = try reader("a b\n#Fields: x y\nc d\n")
    #expect(try reader.rest().map(\.texts) == [["log.torn"], ["c", "d"]])
  }

  @Test func `CloudFront has tabs, and values that are decoded once`() throws {
    let text = """
      #Version: 1.0
      #Fields: date time cs(User-Agent) cs-uri-query x
      2019-12-04\t21:02:31\tMozilla/5.0%20(X11)%2520\ta=%C3%A9&b=%E9\t%0A
      """
    var reader = try reader(text, .cloudFront)
    #expect(
      try reader.rest().map(\.texts) == [
        [
          "2019-12-04", "21:02:31", "Mozilla/5.0 (X11)%20", "a=%C3%A9&b=%E9", "%0A",
          "2019-12-04 21:02:31",
        ]
      ])
    try expectResumable { try self.reader(text, .cloudFront, at: $0) }
  }
}
