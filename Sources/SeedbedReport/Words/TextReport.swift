import SeedbedCore

/// Outcomes in words, for a terminal: each feature adds its own.
package struct TextReport: Sendable {
  let paint: Paint
  let wrapping: Wrapping

  /// `width`: the characters a line has room for; nil for any number.
  package init(_ paint: Paint, width: Int? = nil) {
    self.paint = paint
    wrapping = Wrapping(width: width)
  }
}

extension TextReport {
  /// The first names, and how many more there are.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(4).joined(separator: ", ")
    return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
  }

  /// What there is to know of a run beside its outcomes, after an empty line.
  func remarks(_ remarks: [String]) -> [String] {
    remarks.isEmpty
      ? [] : [""] + remarks.flatMap { wrapping.lines(of: $0, first: "", rest: 2) }
  }

  /// Bytes on one line; what nobody can see as escapes.
  static func shown(_ bytes: [UInt8]) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    return ShownText.line(text)
  }
}
