import SeedbedFormats
import Testing

struct DurationTextTests {
  @Test(arguments: [
    ("800ms", Duration.milliseconds(800)), ("5s", .seconds(5)), ("30m", .seconds(1800)),
    ("2h", .seconds(7200)), ("-1d", .seconds(-86_400)), ("1w", .seconds(604_800)),
    ("1.5h", .seconds(5400)), ("0s", .zero), ("5min", .seconds(300)), ("1h30m", .seconds(5400)),
    ("-1d2h", .seconds(-93_600)), ("1m500ms", .milliseconds(60_500)),
  ])
  func `numbers with units are a duration`(text: String, duration: Duration) {
    #expect(Duration(written: text) == duration)
  }

  @Test(arguments: [
    "", "-", "5", "s", "5 s", "5y", "5S", "1h30", "1h-30m", "--1d", "0.0000001ms", "400000000w",
  ])
  func `anything else is not`(text: String) {
    #expect(Duration(written: text) == nil)
  }
}
