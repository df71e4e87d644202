import SeedbedCore

/// Writes text into YAML: every scalar and every comment of a draft is made here.
///
/// What is written reads again as the same text, whatever is in it, and begins no line of its own.
package enum YAMLText {
  /// Keys that are longer than this need a `?`, since a reader looks for their colon no further than 1,024 characters.
  private static let longestKey = 1000
  /// Words that some reader takes for more than text.
  private static let words: Set<String> = ["true", "false", "null", "yes", "no", "on", "off"]

  /// A scalar of any place: as it is where it is a word, a path or a short number, in double quotes otherwise.
  package static func scalar(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// The value of a key on a line of its own, which may also be words with blanks and braces: `GET /a/{id}`.
  package static func line(_ text: String) -> String {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    let isPlain =
      words.first.map { isWord($0, beyond: "_./-") } ?? false
      && words.dropFirst().allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isOfLine) }
    return words.count > 1 && isPlain ? text : scalar(text)
  }

  /// In double quotes; what nobody can see, or readers disagree about, is escaped.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where ShownText.isHidden(scalar): result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A mapping of flow style, with values that are written already.
  package static func mapping(_ entries: [(name: String, value: String)]) -> String {
    members(entries.map { (scalar($0.name), $0.value) })
  }

  /// A list of flow style, of items that are written already.
  package static func list(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }

  /// A tree of JSON in flow style: every text of it in quotes, so that none is read as more than text.
  package static func flow(_ value: JSONValue) -> String {
    switch value {
    case .null, .bool, .number: JSONWriter.text(value, pretty: false)
    case .string(let text): quoted(text)
    case .array(let elements): list(elements.map(flow))
    case .object(let object):
      members(object.sortedMembers.map { (quoted($0.name), flow($0.value)) })
    }
  }

  /// A comment on one line, whatever is in it, of at most 200 characters.
  package static func comment(_ text: String) -> String {
    let line = String(text.prefix(200).map { $0.isNewline || $0 == "\t" ? " " : $0 })
    return "# \(ShownText.line(line))"
  }

  private static func members(_ entries: [(key: String, value: String)]) -> String {
    let members = entries.map { entry in
      entry.key.utf8.count > longestKey
        ? "? \(entry.key) : \(entry.value)" : "\(entry.key): \(entry.value)"
    }
    return "{\(members.joined(separator: ", "))}"
  }

  private static func isPlain(_ text: String) -> Bool {
    if (1...9).contains(text.utf8.count), text.utf8.allSatisfy(isDigit) { return true }
    return isWord(text[...], beyond: "_./-") && !words.contains(text.lowercased())
  }

  private static func isWord(_ text: Substring, beyond others: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "_") else {
      return false
    }
    return text.utf8.allSatisfy { isLetter($0) || isDigit($0) || others.utf8.contains($0) }
  }

  private static func isOfLine(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || "_./{}~%=+,()@;-".utf8.contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let (mark, length) = scalar.value > 0xFFFF ? ("\\U", 8) : ("\\u", 4)
    return mark + String(repeating: "0", count: length - digits.count) + digits
  }
}
