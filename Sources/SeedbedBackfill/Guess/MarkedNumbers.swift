import SeedbedCore
import SeedbedFormats

/// Numbers of a field that are written with other marks than a point.
struct MarkedNumbers: Sendable {
  /// As a mapping has them.
  let parts: [String]
  let title: String
  private let marks: NumberMarks
  private(set) var count = 0
  private(set) var mostDigits = 0

  static let all = [
    MarkedNumbers(
      parts: ["decimal_mark: \",\"", "group_mark: \".\""], title: "a comma before the fraction",
      marks: NumberMarks(point: ",", group: ".")),
    MarkedNumbers(
      parts: ["group_mark: \",\""], title: "commas between groups",
      marks: NumberMarks(point: ".", group: ",")),
  ]

  private init(parts: [String], title: String, marks: NumberMarks) {
    (self.parts, self.title, self.marks) = (parts, title, marks)
  }

  mutating func add(_ text: RawSpan) {
    guard let plain = try? marks.plain(text), let number = ExactDecimal(ascii: plain) else {
      return
    }
    count += 1
    mostDigits = max(mostDigits, number.scale)
  }
}
