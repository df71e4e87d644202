/// A pattern over paths with `/` between their parts.
///
/// `*` and `?` stay inside one part, `**` as a whole part stands for any number of parts, and
/// `{a,b}` is either; braces may nest. Everything else stands for itself, and case counts.
package struct Glob: Sendable, Hashable, CustomStringConvertible {
  /// As it was written.
  package let pattern: String
  private let alternatives: [[Part]]

  private enum Part: Sendable, Hashable {
    case anyParts
    case word([UInt8])
  }

  package init(_ pattern: String) {
    self.pattern = pattern
    alternatives = Self.expanded(Array(pattern.utf8)).map { alternative in
      alternative.split(separator: .slash, omittingEmptySubsequences: true).map { part in
        Array(part) == [.asterisk, .asterisk] ? .anyParts : .word(Array(part))
      }
    }
  }

  package var description: String { pattern }

  /// Whether the whole of `path` fits.
  package func matches(_ path: String) -> Bool {
    let parts = Array(path.utf8).split(separator: .slash, omittingEmptySubsequences: true)
    return alternatives.contains { Self.fits($0[...], parts[...]) }
  }

  /// O(pattern parts x path parts): only the last `**` is ever tried again.
  private static func fits(_ pattern: ArraySlice<Part>, _ path: ArraySlice<ArraySlice<UInt8>>)
    -> Bool
  {
    walk(
      pattern, path,
      isStar: { $0 == .anyParts },
      fits: { part, text in
        switch part {
        case .anyParts: false
        case .word(let word): fits(word[...], text)
        }
      })
  }

  private static func fits(_ word: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    walk(
      word, text,
      isStar: { $0 == .asterisk },
      fits: { wanted, byte in
        wanted == byte || wanted == .question && byte & 0xC0 != 0x80
      },
      extends: { wanted, byte in wanted == .question && byte & 0xC0 == 0x80 })
  }

  /// Matches `pattern` with `items`, where a star stands for any number of items.
  private static func walk<Wanted, Item>(
    _ pattern: ArraySlice<Wanted>, _ items: ArraySlice<Item>,
    isStar: (Wanted) -> Bool, fits: (Wanted, Item) -> Bool,
    extends: (Wanted, Item) -> Bool = { _, _ in false }
  ) -> Bool {
    var wanted = pattern.startIndex
    var item = items.startIndex
    var retry: (wanted: Int, item: Int)?
    while item < items.endIndex {
      if wanted < pattern.endIndex, isStar(pattern[wanted]) {
        retry = (wanted + 1, item)
        wanted += 1
      } else if wanted < pattern.endIndex, fits(pattern[wanted], items[item]) {
        let taken = pattern[wanted]
        wanted += 1
        item += 1
        while item < items.endIndex, extends(taken, items[item]) { item += 1 }
      } else if let last = retry {
        retry = (last.wanted, last.item + 1)
        wanted = last.wanted
        item = last.item + 1
      } else {
        return false
      }
    }
    return pattern[wanted...].allSatisfy(isStar)
  }

  /// The patterns without braces that the braces stand for, in order.
  private static func expanded(_ pattern: [UInt8]) -> [[UInt8]] {
    guard let open = pattern.firstIndex(of: .openBrace) else { return [pattern] }
    var depth = 0
    var choices: [[UInt8]] = [[]]
    for index in open..<pattern.count {
      let byte = pattern[index]
      if byte == .openBrace { depth += 1 }
      if byte == .closeBrace { depth -= 1 }
      if depth == 0 {
        let tail = expanded(Array(pattern[(index + 1)...]))
        let heads = choices.flatMap { expanded(Array(pattern[..<open]) + $0) }
        return heads.flatMap { head in tail.map { head + $0 } }
      }
      if depth == 1, byte == .comma {
        choices.append([])
      } else if index > open {
        choices[choices.count - 1].append(byte)
      }
    }
    return [pattern]
  }
}
