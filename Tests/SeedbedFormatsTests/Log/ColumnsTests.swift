import SeedbedCore
import Testing

@testable import SeedbedFormats

struct ColumnsTests {
  private static let text =
    "# made by hand\n\n  PID  USER\tCOMMAND\n   1  root  init\n# x\n 22 ada \t vi\n"

  private func reader(
    _ text: String, names: [String]? = nil, rest: Bool = false,
    at checkpoint: SourceCheckpoint = .start
  ) throws -> LogReader<Columns> {
    try LogReader(
      .memory(bytes(text)), named: "a.txt",
      columns: Columns(names: names, lastTakesRest: rest, comment: "#"), at: checkpoint)
  }

  @Test func `the first line that is no comment names the columns`() throws {
    var reader = try reader(Self.text)
    #expect(reader.fieldNames == ["PID", "USER", "COMMAND"])
    let records = try reader.rest()
    #expect(records.map(\.texts) == [["1", "root", "init"], ["22", "ada", "vi"]])
    #expect(records.map(\.place) == [[1, 4, 36, 17], [2, 6, 57, 13]])
  }

  @Test func `names may be given, and then the first line is a record`() throws {
    var reader = try reader("1 2\n", names: ["a", "b"])
    #expect(try reader.rest().map(\.texts) == [["1", "2"]])
  }

  @Test func `the last column may take the rest of the line`() throws {
    var reader = try reader("1 vi  a b \n2\n", names: ["pid", "command"], rest: true)
    #expect(try reader.rest().map(\.texts) == [["1", "vi  a b "], ["columns.field-count"]])
  }

  @Test func `another number of columns is a problem`() throws {
    var reader = try reader("1\n1 2 3\n", names: ["a", "b"])
    #expect(
      try reader.rest().map { $0.problem?.message } == [
        "expected 2 columns, found 1, at byte 0", "expected 2 columns, found 3, at byte 2",
      ])
  }

  @Test(arguments: ["", "# only this\n", "a b a\n"])
  func `columns without names are refused`(text: String) throws {
    let failure = #expect(throws: Diagnostic.self) { try reader(text) }
    #expect(failure?.code == .columnsHeader)
  }

  @Test func `reading on does not take a record for the header`() throws {
    try expectResumable { try reader(Self.text, at: $0) }
    expectBearsTearing(bytes(Self.text)) {
      try LogReader(.memory($0), named: "a.txt", columns: Columns(names: nil, comment: "#"))
    }
  }
}
