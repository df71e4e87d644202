/// Text in which a character that steers a terminal, or that nobody can see, is written as JSON
/// writes it: `\u001b`.
///
/// So bytes of answers, logs and files can neither clear a screen nor reorder a line. Inside of JSON
/// such text still is the same JSON.
package enum ShownText {
  /// A value that goes into a line: line ends and tabs are escaped too.
  package static func line(_ text: some StringProtocol) -> String {
    escaped(String(text), keepsLines: false)
  }

  /// Several lines, whose line feeds and tabs stay.
  ///
  /// `keepingColors`: whether the colours of `colors` stay.
  package static func lines(
    _ text: some StringProtocol, keepingColors: Bool = false
  ) -> String {
    guard keepingColors else { return escaped(String(text), keepsLines: true) }
    var rest = String(text)[...]
    var result = ""
    while let start = rest.unicodeScalars.firstIndex(of: "\u{1B}") {
      result += escaped(String(rest[..<start]), keepsLines: true)
      rest = rest[start...]
      if let color = colors.first(where: { rest.unicodeScalars.starts(with: $0.unicodeScalars) }) {
        result += color
        rest = rest[rest.unicodeScalars.index(start, offsetBy: color.unicodeScalars.count)...]
      } else {
        result += #"\u001b"#
        rest = rest[rest.unicodeScalars.index(after: start)...]
      }
    }
    return result + escaped(String(rest), keepsLines: true)
  }

  /// The codes that our own output uses: the end of a colour, bold, faint, red, green, yellow.
  package static let colors = ["0", "1", "2", "31", "32", "33"].map { "\u{1B}[\($0)m" }

  private static func escaped(_ text: String, keepsLines: Bool) -> String {
    func isPlain(_ scalar: Unicode.Scalar) -> Bool {
      !isHidden(scalar) || keepsLines && (scalar == "\n" || scalar == "\t")
    }
    if text.unicodeScalars.allSatisfy(isPlain) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isPlain(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += escape(scalar)
      }
    }
    return result
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return #"\n"#
    case "\r": return #"\r"#
    case "\t": return #"\t"#
    default: break
    }
    return String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  /// Controls, what sets the direction of writing, line separators, what has no width, and
  /// noncharacters; the joiners that letters and emoji need are none of these.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x61C: false
    case 0...0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFEFF, 0xFFF9...0xFFFB, 0xFDD0...0xFDEF, 0xE0000...0xE007F:
      true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
