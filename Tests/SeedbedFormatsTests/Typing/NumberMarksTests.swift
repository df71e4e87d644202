import SeedbedCore
import Testing

@testable import SeedbedFormats

struct NumberMarksTests {
  private func plain(_ text: String, _ marks: NumberMarks) -> String? {
    (try? marks.plain(text.utf8Span.span.bytes)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("1.234,50", "1234.50"), ("-12,5", "-12.5"), ("1234,50", "1234.50"), ("1.234.567", "1234567"),
    ("+7", "+7"), ("0", "0"),
  ])
  func `a comma stands before the fraction and points between groups`(
    text: String, expected: String
  ) {
    #expect(plain(text, NumberMarks(point: ",", group: ".")) == expected)
  }

  @Test(arguments: [
    "", "-", "1.23,50", "1234.567", "12.3456", "1,2,3", ",5", "5,", "1.234,5 €", "1e3", "1..234",
  ])
  func `groups have three digits and nothing else is taken`(text: String) {
    #expect(plain(text, NumberMarks(point: ",", group: ".")) == nil)
  }

  @Test func `a group mark may be any one character`() {
    #expect(plain("1\u{202F}234.5", NumberMarks(group: "\u{202F}")) == "1234.5")
    #expect(plain("1’234.5", NumberMarks(group: "’")) == "1234.5")
  }
}
