import SeedbedCore
import SeedbedFormats

/// What the values of one field are, over all of a source.
struct FieldProfile: Sendable {
  /// Texts that exports write for nothing.
  static let nothings: Set<String> = [
    "-", "NULL", "null", "Null", "N/A", "n/a", "None", "none", "nil", "\\N",
  ]
  /// Texts that mean nothing among numbers and times, and may be words of their own.
  static let doubtfulNothings: Set<String> = [
    "NA", "NaN", "nan", "#N/A", "?", "0000-00-00", "0000-00-00 00:00:00",
  ]
  private static let mostWords = 24
  private static let longestWord = 40

  let name: String
  /// Of text; empty ones and those that mean nothing are counted apart.
  private(set) var values = 0
  private(set) var empty = 0
  private(set) var nothing: [String: Int] = [:]
  private(set) var doubtful: [String: Int] = [:]
  /// A text that is no number.
  private(set) var otherThanNumber: String?
  private(set) var marked = MarkedNumbers.all
  /// Lists and objects of a tree.
  private(set) var trees = 0
  /// Whether its parts are fields of their own.
  private(set) var isParent = false
  /// Values of a tree that are strings, and those of them without a sign.
  private(set) var strings = 0
  private(set) var emptyStrings = 0
  private(set) var longest = 0
  private(set) var integers = 0
  private(set) var decimals = 0
  private(set) var least: ExactDecimal?
  private(set) var greatest: ExactDecimal?
  private(set) var mostDigits = 0
  /// nil beyond 38 digits.
  private(set) var sum: ExactDecimal? = ExactDecimal(unscaled: 0, scale: 0)
  /// The different values and how often each comes; nil once they are many.
  private(set) var words: [String: Int]? = [:]
  private(set) var times = TimeProfile()
  private(set) var distinct = DistinctSample()

  init(name: String) {
    self.name = name
  }

  /// How many records have a value for it.
  var present: Int { values + trees }

  var doubtfulCount: Int { doubtful.values.reduce(0, +) }

  mutating func addEmpty() { empty += 1 }

  mutating func addTree(isParent: Bool = false) {
    trees += 1
    self.isParent = self.isParent || isParent
  }

  /// Adds a string of a tree.
  mutating func add(string text: String) {
    strings += 1
    if text.isEmpty { emptyStrings += 1 }
    add(text.utf8Span.span.bytes)
  }

  mutating func add(_ text: RawSpan) {
    if text.byteCount == 0 { return addEmpty() }
    if text.byteCount <= 19 {
      let short = String(decoding: text.withUnsafeBytes { Array($0) }, as: UTF8.self)
      if Self.doubtfulNothings.contains(short) {
        doubtful[short, default: 0] += 1
        longest = max(longest, text.byteCount)
        distinct.add(text)
        return addWord(text)
      }
      if Self.nothings.contains(short) {
        nothing[short, default: 0] += 1
        return
      }
    }
    values += 1
    longest = max(longest, text.byteCount)
    distinct.add(text)
    addWord(text)
    addNumber(text)
    if times.isOpen { times.add(text) }
  }

  private mutating func addWord(_ text: RawSpan) {
    guard words != nil else { return }
    guard text.byteCount <= Self.longestWord else {
      words = nil
      return
    }
    let word = String(decoding: text.withUnsafeBytes { Array($0) }, as: UTF8.self)
    words?[word, default: 0] += 1
    if (words?.count ?? 0) > Self.mostWords { words = nil }
  }

  private mutating func addNumber(_ text: RawSpan) {
    guard text.byteCount <= 40, let number = text.withUnsafeBytes({ ExactDecimal(ascii: $0) })
    else {
      if otherThanNumber == nil, text.byteCount <= 40 {
        otherThanNumber = String(decoding: text.withUnsafeBytes { Array($0) }, as: UTF8.self)
      }
      for place in marked.indices { marked[place].add(text) }
      return
    }
    for place in marked.indices { marked[place].add(text) }
    decimals += 1
    if number.scale == 0 || number.rescaled(to: 0) != nil {
      integers += 1
    } else {
      mostDigits = max(mostDigits, number.scale)
    }
    if least.map({ number < $0 }) ?? true { least = number }
    if greatest.map({ number > $0 }) ?? true { greatest = number }
    sum = sum?.adding(number)
  }
}
