/// Finds where a value ends by its brackets and quotes; goes on where it stopped when there are more bytes.
struct JSONExtent: Sendable {
  /// How many of the bytes were looked at.
  private(set) var scanned = 0
  private var depth = 0
  private var isInString = false
  private var isScalar = false

  /// Whether the value must go on: a bracket or a quote is open.
  var isOpen: Bool { depth > 0 || isInString }

  /// The number of bytes the value takes, which starts with the first of `bytes`; nil when it goes on behind them.
  ///
  /// A value with wrong brackets ends at the delimiter that closes what is around it.
  mutating func end(in bytes: RawSpan, isAtEnd: Bool) -> Int? {
    while scanned < bytes.byteCount {
      if isInString {
        guard skipString(in: bytes) else { return nil }
        if depth == 0, !isScalar { return scanned }
        continue
      }
      switch bytes[scanned] {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return scanned }
        depth -= 1
        if depth == 0, !isScalar {
          scanned += 1
          return scanned
        }
      case UInt8(ascii: ",") where depth == 0: return scanned
      default: if depth == 0 { isScalar = true }
      }
      scanned += 1
    }
    return isAtEnd && !isOpen ? scanned : nil
  }

  /// Moves behind the quote that ends the string; false when it is not in the bytes.
  private mutating func skipString(in bytes: RawSpan) -> Bool {
    while scanned < bytes.byteCount {
      switch bytes[scanned] {
      case UInt8(ascii: "\\"):
        guard scanned + 1 < bytes.byteCount else { return false }
        scanned += 2
      case UInt8(ascii: "\""):
        scanned += 1
        isInString = false
        return true
      default: scanned += 1
      }
    }
    return false
  }
}
