import SeedbedCore
import SeedbedFormats

/// How a text with delimiters between its fields may be declared.
struct SeparatedGuess {
  private static let delimiters: [Character] = [",", ";", "\t", "|"]

  private let lines: [Substring]
  /// What Excel's first line `sep=;` names.
  private let named: Character?

  init(_ text: String) {
    let lines = text.split(
      maxSplits: 60, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let first = lines.first.map { $0.drop { $0 == "\u{FEFF}" } } ?? ""
    if first.count == 5, first.hasPrefix("sep="), let last = first.last {
      named = last
      self.lines = Array(lines.dropFirst())
    } else {
      named = nil
      self.lines = [first] + lines.dropFirst()
    }
  }

  /// As csv, once for each delimiter that the first line has.
  var candidates: [String] {
    let line = lines.first ?? ""
    return (named.map { [$0] } ?? Self.delimiters).compactMap { delimiter -> String? in
      let fields = line.split(separator: delimiter, omittingEmptySubsequences: false)
      guard fields.count > 1 else { return nil }
      let mark = "delimiter: \(YAMLText.quoted(String(delimiter)))"
      guard Self.areNames(fields) else {
        return "format: csv, dialect: {\(mark), header: [\(Self.numbered(fields.count))]}"
      }
      let names = fields.map { $0.trimming("\"") }
      let marks =
        (delimiter == "," ? [] : [mark])
        + (Set(names).count < names.count ? ["duplicates: list"] : [])
      return marks.isEmpty
        ? "format: csv" : "format: csv, dialect: {\(marks.joined(separator: ", "))}"
    }
  }

  /// As columns with spaces between them, or as csv with one column; a first line that looks like the others is
  /// no header.
  var fallbacks: [String] {
    guard let line = lines.first else { return [] }
    let words = line.split { $0 == " " || $0 == "\t" }
    if words.count > 1 {
      return Self.areNames(words) && Set(words).count == words.count
        ? ["format: columns"]
        : ["format: columns, columns: {header: [\(Self.numbered(words.count))]}"]
    }
    let isPlain = lines.prefix(50).allSatisfy { $0.count <= 200 && !$0.contains("\t") }
    guard words.count == 1, isPlain, Self.areNames([line]), line.first?.isPunctuation == false
    else { return [] }
    return ["format: csv"]
  }

  /// The line below the first that all later ones agree with in their delimiters.
  var headerBelow: (line: Int, text: Substring)? {
    let filled = lines.enumerated().filter { !$0.element.allSatisfy(\.isWhitespace) }.dropLast(
      lines.count > 60 ? 1 : 0)
    for start in filled.dropFirst().prefix(20) {
      let rest = filled.filter { $0.offset >= start.offset }
      guard rest.count > 1 else { return nil }
      for delimiter in Self.delimiters {
        let count = start.element.count { $0 == delimiter }
        guard count > 0, rest.allSatisfy({ $0.element.count { $0 == delimiter } == count }),
          Self.areNames(start.element.split(separator: delimiter, omittingEmptySubsequences: false))
        else { continue }
        return (start.offset + 1, start.element)
      }
    }
    return nil
  }

  private static func numbered(_ count: Int) -> String {
    (1...count).map { "field_\($0)" }.joined(separator: ", ")
  }

  /// Whether a first line could be a header: no number and no time, and nothing empty but at its end.
  private static func areNames(_ fields: [Substring]) -> Bool {
    let names = fields.map { $0.trimming("\"") }
    guard let last = names.lastIndex(where: { !$0.isEmpty }) else { return false }
    return names[...last].allSatisfy { name in
      var times = TimeProfile()
      times.add(name.utf8.span.bytes)
      return !name.isEmpty && name.utf8.count <= 100 && ExactDecimal(name) == nil
        && times.candidates.isEmpty
    }
  }
}

extension Substring {
  /// Without one quote at each end.
  fileprivate func trimming(_ quote: Character) -> String {
    guard first == quote, last == quote, count > 1 else { return String(self) }
    return String(dropFirst().dropLast())
  }
}
