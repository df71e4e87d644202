import SeedbedCore
import SeedbedFormats

/// How a draft writes what it found.
enum GuessText {
  /// A scalar of a flow mapping, in quotes where it needs them.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.first.map { $0.isLetter || $0 == "_" } ?? false
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
      && !["null", "true", "false"].contains(text.lowercased())
    return isPlain ? text : quoted(text)
  }

  /// In double quotes.
  static func quoted(_ text: String) -> String {
    JSONWriter.text(.string(text), pretty: false)
  }

  /// `1,234 texts`, `1 text`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `a list or object in 2 records`.
  static func trees(_ number: Int) -> String { "a list or object in \(count(number, "record"))" }

  static func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
      if place > 0, place % 3 == 0, digit != "-" { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  /// To the second.
  static func time(_ instant: Timestamp) -> String {
    "\(instant.description.prefix(19))Z"
  }

  /// A comment on one line, whatever is in it.
  static func comment(_ text: String) -> String {
    let line = text.map { character -> Character in
      if character.isNewline || character == "\t" { return " " }
      // YAML has no control characters, in comments neither.
      let isControl = character.unicodeScalars.contains {
        $0.properties.generalCategory == .control || $0 == "\u{FEFF}" || $0.value >= 0xFFFE
      }
      return isControl ? "\u{FFFD}" : character
    }
    return "# \(String(line.prefix(200)))"
  }
}

extension GuessText {
  /// A path may hold slashes and stays plain with them.
  static func scalar(path: String) -> String {
    let plain = path.replacing("/", with: "_")
    return scalar(plain) == plain ? path : quoted(path)
  }
}
