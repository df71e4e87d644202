import SeedbedCore

/// How a draft writes what it found.
enum GuessText {
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
}
