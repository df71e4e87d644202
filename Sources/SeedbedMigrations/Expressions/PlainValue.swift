import SeedbedCore
import SeedbedFormats
import SeedbedStore

extension CollectionSchema.Column {
  /// The value a text of SQL says by itself: a literal, `NULL` or `now`; nil for anything else.
  func plainValue(of tokens: SQLTokens) -> CollectionSchema.Default? {
    guard let last = tokens.all.last else { return nil }
    if tokens.all.count == 1, last.isKeyword("null") { return .value(.null) }
    if tokens.all.count == 1, last.isKeyword("now"), type == .timestamp { return .now }
    guard let operand = tokens.operand(from: 0), operand.range.count == tokens.all.count else {
      return nil
    }
    switch operand.kind {
    case .number(let text), .text(let text): return (try? type.value(of: text)).map { .value($0) }
    case .name: return nil
    }
  }
}
