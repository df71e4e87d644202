/// The marks a source writes numbers with, such as the comma of `1.234,50`.
package struct NumberMarks: Sendable, Hashable {
  private let point: [UInt8]
  private let group: [UInt8]
  private var isEither = false

  /// A point or a comma before the fraction and no groups, as OFX allows; a text with two readings is refused.
  package static let pointOrComma = {
    var marks = NumberMarks()
    marks.isEither = true
    return marks
  }()

  /// - Parameters:
  ///   - point: between the whole number and its fraction.
  ///   - group: between groups of three digits; empty where they are not parted.
  package init(point: String = ".", group: String = "") {
    self.point = Array(point.utf8)
    self.group = Array(group.utf8)
  }

  /// The number with a point and without groups.
  ///
  /// - Throws: `TypingProblem` for anything but a sign, digits in whole groups, and a fraction.
  package func plain(_ text: RawSpan) throws(TypingProblem) -> [UInt8] {
    let source = text.withUnsafeBytes { Array($0) }
    if isEither, source.contains(UInt8(ascii: ",")) {
      return try Self.withComma(source, text)
    }
    guard let plain = plain(source[...]) else {
      throw .not("a number written with the mapping's marks", text, code: "type.number-marks")
    }
    return plain
  }

  /// `1.234` or `1234` may be meant by `1,234`, and only `12.5` by `12,5`.
  private static func withComma(
    _ source: [UInt8], _ text: RawSpan
  ) throws(TypingProblem) -> [UInt8] {
    guard let fraction = NumberMarks(point: ",").plain(source[...]) else {
      throw .not(
        "a number with a point or a comma before its fraction; 'group_mark' says what parts groups",
        text, code: "type.number-marks")
    }
    if let whole = NumberMarks(point: ".", group: ",").plain(source[...]),
      source.first(where: { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") })
        != UInt8(ascii: "0")
    {
      let (first, second) = (
        String(decoding: whole, as: UTF8.self), String(decoding: fraction, as: UTF8.self)
      )
      throw TypingProblem(
        code: "type.number-marks",
        message:
          "'\(TypingProblem.shown(text))' may be \(first) or \(second); 'group_mark: \",\"' or "
          + "'decimal_mark: \",\"' says which",
        messageWithoutValue:
          "the number has two readings; 'group_mark' or 'decimal_mark' says which")
    }
    return fraction
  }

  private func plain(_ source: ArraySlice<UInt8>) -> [UInt8]? {
    var rest = source
    var plain: [UInt8] = []
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      plain.append(rest.removeFirst())
    }
    guard let whole = Self.takeDigits(&rest) else { return nil }
    plain += whole
    var isFirstGroup = true
    while !group.isEmpty, rest.starts(with: group) {
      rest = rest.dropFirst(group.count)
      guard let digits = Self.takeDigits(&rest), digits.count == 3,
        !isFirstGroup || whole.count <= 3
      else { return nil }
      plain += digits
      isFirstGroup = false
    }
    if !rest.isEmpty, rest.starts(with: point) {
      rest = rest.dropFirst(point.count)
      guard let fraction = Self.takeDigits(&rest) else { return nil }
      plain.append(UInt8(ascii: "."))
      plain += fraction
    }
    return rest.isEmpty ? plain : nil
  }

  private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits.isEmpty ? nil : digits
  }
}
