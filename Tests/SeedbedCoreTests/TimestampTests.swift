import SeedbedCore
import Testing

struct TimestampTests {
  @Test(arguments: [
    (2000, 2, 29, 951_782_400), (1970, 1, 1, 0), (1969, 12, 31, -86_400),
    (2026, 1, 15, 1_768_435_200), (1900, 3, 1, -2_203_891_200), (0, 1, 1, -62_167_219_200),
    (9999, 12, 31, 253_402_214_400), (2100, 3, 1, 4_107_542_400),
  ])
  func `a date is its seconds, and back`(year: Int, month: Int, day: Int, seconds: Int) throws {
    let instant = try #require(Timestamp(year: year, month: month, day: day))
    #expect(instant.seconds == Int64(seconds))
    let fields = instant.fields
    #expect([fields.year, fields.month, fields.day] == [year, month, day])
  }

  @Test(arguments: [(1900, 2, 29), (2023, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 13, 1)])
  func `a day that does not exist is refused`(year: Int, month: Int, day: Int) {
    #expect(Timestamp(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [(24, 0, 0), (0, 60, 0), (0, 0, 60), (-1, 0, 0)])
  func `a time of day that does not exist is refused`(hour: Int, minute: Int, second: Int) {
    #expect(
      Timestamp(year: 2026, month: 1, day: 1, hour: hour, minute: minute, second: second) == nil)
  }

  @Test
  func `every day of 800 years comes back as it went in`() {
    var previous = Timestamp(seconds: -86_400 * 146_097)
    for day in -146_096...146_097 {
      let instant = Timestamp(seconds: Int64(day) * 86_400)
      let fields = instant.fields
      let again = Timestamp(year: fields.year, month: fields.month, day: fields.day)
      guard again == instant, previous.description < instant.description else {
        Issue.record("day \(day) is \(instant), and back \(String(describing: again))")
        return
      }
      previous = instant
    }
  }

  @Test
  func `an offset is taken off`() {
    let instant = Timestamp(
      year: 2026, month: 1, day: 1, hour: 0, minute: 30, offsetSeconds: 3600)
    #expect(instant?.description == "2025-12-31T23:30:00.000000Z")
  }

  @Test
  func `the text has six fraction digits always`() {
    #expect(Timestamp(seconds: 0).description == "1970-01-01T00:00:00.000000Z")
    #expect(
      Timestamp(seconds: 1_768_478_400, nanoseconds: 1_000).description
        == "2026-01-15T12:00:00.000001Z")
  }

  @Test
  func `an instant before 1970 counts its fraction forwards`() {
    #expect(
      Timestamp(seconds: -1, nanoseconds: 900_000_000).description
        == "1969-12-31T23:59:59.900000Z")
  }

  @Test
  func `the order of instants is the order of their texts`() {
    let instants = [-1, 0, 1, 951_782_399, 951_782_400].flatMap { seconds in
      [0, 1_000, 999_999_000].map { Timestamp(seconds: seconds, nanoseconds: $0) }
    }
    #expect(instants.sorted() == instants)
    #expect(instants.map(\.description).sorted() == instants.map(\.description))
  }

  @Test
  func `what is finer than a microsecond can be seen and cut`() {
    let instant = Timestamp(seconds: 5, nanoseconds: 1_999)
    #expect(!instant.isWholeMicroseconds)
    #expect(instant.truncatedToMicroseconds == Timestamp(seconds: 5, nanoseconds: 1_000))
  }

  @Test
  func `seconds are added and taken away`() {
    #expect(Timestamp(seconds: 10, nanoseconds: 7).adding(seconds: -11).seconds == -1)
  }
}
