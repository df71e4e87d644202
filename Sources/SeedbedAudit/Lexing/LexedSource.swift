/// A source file as bytes and tokens, with the questions the finders ask of it.
struct LexedSource {
  let bytes: [UInt8]
  let tokens: [Token]
  /// For each bracket token the index of its partner; -1 for every other token.
  let partners: [Int32]

  init(bytes: [UInt8], tokens: [Token]) {
    self.bytes = bytes
    self.tokens = tokens
    var partners = [Int32](repeating: -1, count: tokens.count)
    var open: [Int] = []
    for (index, token) in tokens.enumerated() where token.kind == .punctuation {
      switch bytes[Int(token.start)] {
      case .openParenthesis, .openBracket, .openBrace:
        open.append(index)
      case .closeParenthesis, .closeBracket, .closeBrace:
        guard let opener = open.popLast() else { continue }
        partners[opener] = Int32(index)
        partners[index] = Int32(opener)
      default: break
      }
    }
    self.partners = partners
  }

  var count: Int { tokens.count }

  func text(_ index: Int) -> String {
    String(decoding: bytes[tokens[index].range], as: UTF8.self)
  }

  /// The byte of a punctuation token of one byte; 0 for every other token and outside the file.
  func mark(_ index: Int) -> UInt8 {
    guard tokens.indices.contains(index) else { return 0 }
    let token = tokens[index]
    return token.kind == .punctuation && token.length == 1 ? bytes[Int(token.start)] : 0
  }

  func isName(_ index: Int) -> Bool {
    tokens.indices.contains(index) && tokens[index].kind == .name
  }

  func isName(_ index: Int, _ word: StaticString) -> Bool {
    isName(index) && matches(index, word)
  }

  func isOperator(_ index: Int, _ word: StaticString) -> Bool {
    tokens.indices.contains(index) && tokens[index].kind == .punctuation && matches(index, word)
  }

  func opens(_ index: Int) -> Bool {
    let mark = mark(index)
    return mark == .openParenthesis || mark == .openBracket || mark == .openBrace
  }

  func closes(_ index: Int) -> Bool {
    let mark = mark(index)
    return mark == .closeParenthesis || mark == .closeBracket || mark == .closeBrace
  }

  /// The index after the bracket at `index` and everything in it.
  func after(_ index: Int) -> Int {
    Int(partners[index]) + 1
  }

  /// The indices of the tokens of `range` that stand in no bracket of it; an opening bracket stands
  /// for the whole of what it holds.
  func topLevel(_ range: Range<Int>) -> [Int] {
    var found: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      found.append(index)
      index = opens(index) ? max(index + 1, after(index)) : index + 1
    }
    return found
  }

  private func matches(_ index: Int, _ word: StaticString) -> Bool {
    let token = tokens[index]
    guard Int(token.length) == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { bytes[token.range].elementsEqual($0) }
  }
}
