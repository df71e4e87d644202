import SeedbedCore
import SeedbedFormats
import Testing

struct YAMLValueTests {
  @Test(arguments: ["", "~", "null", "Null", "NULL"])
  func `an empty or null scalar is null`(text: String) throws {
    #expect(try yaml("a: \(text)\n")["a"]?.isNull == true)
  }

  @Test(arguments: ["''", "\"null\"", "!x null", "nil", "[]", "|\n  null"])
  func `quoted, tagged and other nodes are not null`(text: String) throws {
    #expect(try yaml("a: \(text)\n")["a"]?.isNull == false)
  }

  @Test func `numbers are read from plain scalars only`() throws {
    let root = try yaml("a: -12\nb: '12'\nc: 10.50\nd: 1e3\ne: x\n")
    #expect(root.entries?.map(\.value.integer) == [-12, nil, nil, nil, nil])
    #expect(
      root.entries?.map { $0.value.decimal?.description } == ["-12", nil, "10.50", "1000", nil])
  }

  @Test func `only true and false are booleans`() throws {
    let root = try yaml("[true, false, yes, on, 'true', True]\n")
    #expect(root.items?.map(\.boolean) == [true, false, nil, nil, nil, nil])
  }

  @Test func `durations, percentages and instants are read`() throws {
    let root = try yaml("[800ms, -1d, 0.1%, 2026-01-15T12:00:00Z, 2026-01-15]\n")
    let items = try #require(root.items)
    #expect(items[0].duration == .milliseconds(800))
    #expect(items[1].duration == .seconds(-86_400))
    #expect(items[2].percentage == ExactDecimal("0.1"))
    #expect(items[3].timestamp == Timestamp(seconds: 1_768_478_400))
    #expect(items[4].timestamp == nil)
  }
}
