import SeedbedCore
import Testing

@testable import SeedbedFormats

struct ZoneRulesTests {
  /// What a local time means, as one instant or as two.
  private func reading(_ local: String, in zone: String) throws -> String {
    let rules = try #require(ZoneRules(zone))
    let time = try #require(TimestampFormat.iso8601Local.parse(local))
    func short(_ instant: Timestamp) -> String { String(instant.description.prefix(16)) }
    return switch rules.reading(ofLocal: time) {
    case .instant(let instant): short(instant)
    case .missing(let earlier, let later): "missing \(short(earlier)) \(short(later))"
    case .doubled(let earlier, let later): "doubled \(short(earlier)) \(short(later))"
    }
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-01-15 12:00", "2026-01-15T11:00"),
    ("Europe/Berlin", "2026-07-15 12:00", "2026-07-15T10:00"),
    ("Europe/Berlin", "2026-03-29 01:59", "2026-03-29T00:59"),
    ("Europe/Berlin", "2026-03-29 02:00", "missing 2026-03-29T00:00 2026-03-29T01:00"),
    ("Europe/Berlin", "2026-03-29 02:59", "missing 2026-03-29T00:59 2026-03-29T01:59"),
    ("Europe/Berlin", "2026-03-29 03:00", "2026-03-29T01:00"),
    ("Europe/Berlin", "2026-10-25 01:59", "2026-10-24T23:59"),
    ("Europe/Berlin", "2026-10-25 02:00", "doubled 2026-10-25T00:00 2026-10-25T01:00"),
    ("Europe/Berlin", "2026-10-25 02:59", "doubled 2026-10-25T00:59 2026-10-25T01:59"),
    ("Europe/Berlin", "2026-10-25 03:00", "2026-10-25T02:00"),
    ("America/New_York", "2026-03-08 02:30", "missing 2026-03-08T06:30 2026-03-08T07:30"),
    ("America/New_York", "2026-11-01 01:30", "doubled 2026-11-01T05:30 2026-11-01T06:30"),
    ("America/New_York", "2026-11-01 02:00", "2026-11-01T07:00"),
    // Its clock moves by half an hour.
    ("Australia/Lord_Howe", "2026-10-04 02:15", "missing 2026-10-03T15:15 2026-10-03T15:45"),
    ("Australia/Lord_Howe", "2026-10-04 02:30", "2026-10-03T15:30"),
    ("Australia/Lord_Howe", "2026-04-05 01:45", "doubled 2026-04-04T14:45 2026-04-04T15:15"),
    ("Asia/Kathmandu", "2026-01-15 12:00", "2026-01-15T06:15"),
    // It went from 5:30 to 5:45 ahead of UTC, which was no daylight saving.
    ("Asia/Kathmandu", "1986-01-01 00:10", "missing 1985-12-31T18:25 1985-12-31T18:40"),
    // It left out a whole day.
    ("Pacific/Apia", "2011-12-30 12:00", "missing 2011-12-29T22:00 2011-12-30T22:00"),
    ("UTC", "2026-03-29 02:30", "2026-03-29T02:30"),
  ])
  func `a local time means what the zone's rules say`(
    zone: String, local: String, expected: String
  ) throws {
    #expect(try reading(local, in: zone) == expected)
  }

  @Test(arguments: ["", "Mars/Phobos", "EST", "GMT+5", "+01:00", "europe/berlin"])
  func `what is no name of the database is no zone`(name: String) {
    #expect(ZoneRules(name) == nil)
  }

  @Test func `a day's rules are the same when they are looked up again`() throws {
    let rules = try #require(ZoneRules("Europe/Berlin"))
    let noon = Timestamp(seconds: -43_200)
    #expect(rules.reading(ofLocal: noon) == .instant(Timestamp(seconds: -46_800)))
    #expect(rules.reading(ofLocal: noon) == .instant(Timestamp(seconds: -46_800)))
  }
}
