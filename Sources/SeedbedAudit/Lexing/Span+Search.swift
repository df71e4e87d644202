extension Span where Element == UInt8 {
  /// Where `word` first stands at or after `start`; O(n) for words that do not repeat themselves.
  func firstIndex(of word: [UInt8], from start: Int = 0) -> Int? {
    guard let first = word.first else { return nil }
    var index = start
    while index + word.count <= count {
      if self[index] == first, hasWord(word, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// Whether `word` stands at `index`.
  func hasWord(_ word: [UInt8], at index: Int) -> Bool {
    guard index + word.count <= count else { return false }
    for offset in word.indices where self[index + offset] != word[offset] { return false }
    return true
  }
}
