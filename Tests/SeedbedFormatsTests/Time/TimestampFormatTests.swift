import SeedbedCore
import Testing

@testable import SeedbedFormats

struct TimestampFormatTests {
  private func text(_ format: String, _ text: String, assumingUTC: Bool = false) -> String? {
    TimestampFormat(named: format)?.parse(text, assumingUTC: assumingUTC)?.description
  }

  @Test(arguments: [
    ("iso8601", "2026-01-15T12:00:00Z"), ("iso8601", "2026-01-15 13:00+01"),
    ("iso8601", "2026-01-15t11:30:00.000-0030"), ("iso8601_local", "2026-01-15 12:00:00"),
    ("clf", "[15/Jan/2026:12:00:00 +0000]"), ("clf", "15/Jan/2026:13:00:00 +0100"),
    ("epoch_s", "1768478400"), ("epoch_s", "1768478400.000"), ("epoch_ms", "1768478400000"),
    ("epoch_us", "1768478400000000"), ("epoch_ns", "1768478400000000000"),
    ("rfc2822", "Thu, 15 Jan 2026 12:00:00 GMT"), ("rfc2822", "15 Jan 2026 07:00 -0500"),
    ("%d.%m.%Y %H:%M %z", "15.01.2026 12:00 +0000"),
    ("%a %b %e %I:%M:%S %p %Z %Y", "Thu Jan 15 12:00:00 PM UTC 2026"), ("%s", "1768478400"),
    ("%Y-%j %T%z", "2026-015 12:00:00Z"), ("%D %R %z", "01/15/26 12:00 Z"),
  ])
  func `each form names its instant`(format: String, source: String) {
    #expect(text(format, source) == "2026-01-15T12:00:00.000000Z")
  }

  @Test(arguments: [
    ("iso8601", "2026-01-15T12:00:00"), ("iso8601", "2026-01-15"), ("iso8601", "2026-01-15T12Z"),
    ("iso8601", "2026-02-30T12:00:00Z"), ("iso8601", "2026-01-15T12:00:00Zx"),
    ("iso8601", "2026-01-15T12:00:00+1"), ("iso8601", "2026-01-15T12:00:00+01:"),
    ("iso8601", "2026-01-15T12:00:60Z"), ("iso8601", "2026-01-15T12:00:00.Z"),
    ("iso8601_local", "2026-01-15T12:00:00Z"), ("clf", "15/Jan/2026:12:00:00"),
    ("clf", "[15/Jan/2026:12:00:00 +0000"), ("epoch_s", "1e99"), ("epoch_s", ""),
    ("epoch_s", "999999999999999"), ("rfc2822", "Thu 15 Jan 2026 12:00:00 GMT"),
    ("%Y-%m-%d", "2026-01-15"), ("%Y-%m-%d %z", "2026-13-15 Z"), ("%Y-%j%z", "2026-366Z"),
  ])
  func `text of another form names none`(format: String, source: String) {
    #expect(text(format, source) == nil)
  }

  @Test func `a text without a zone is UTC where that is assumed`() {
    #expect(
      text("iso8601", "2026-01-15T12:00:00", assumingUTC: true) == "2026-01-15T12:00:00.000000Z")
    #expect(text("%Y-%m-%d", "2026-01-15", assumingUTC: true) == "2026-01-15T00:00:00.000000Z")
  }

  @Test func `fractions are exact to the nanosecond and not beyond`() {
    let format = TimestampFormat.iso8601
    #expect(format.parse("1970-01-01T00:00:00.123456789Z")?.nanoseconds == 123_456_789)
    #expect(format.parse("1970-01-01T00:00:00.1234567890Z")?.nanoseconds == 123_456_789)
    #expect(format.parse("1970-01-01T00:00:00.1234567891Z") == nil)
  }

  @Test func `instants before 1970 round towards the past`() {
    #expect(
      TimestampFormat.epochMilliseconds.parse("-1")
        == Timestamp(seconds: -1, nanoseconds: 999_000_000))
  }

  @Test(arguments: ["iso", "", "%Q %Y", "%Y %", "%H:%M"])
  func `a name that is no format makes none`(name: String) {
    #expect(TimestampFormat(named: name) == nil)
  }

  @Test func `two-digit years follow POSIX`() {
    #expect(text("%y%z", "69Z")?.prefix(4) == "1969")
    #expect(text("%y%z", "68Z")?.prefix(4) == "2068")
  }
}
