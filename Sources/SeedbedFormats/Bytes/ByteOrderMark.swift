/// The mark some programs put in front of UTF-8 text.
enum ByteOrderMark {
  /// 3 when `bytes` begin with the UTF-8 mark, else 0.
  static func length(_ bytes: RawSpan) -> Int {
    bytes.holds("\u{FEFF}", at: 0) ? 3 : 0
  }

  /// Whether `bytes` begin with a mark of UTF-16 or UTF-32.
  static func isWide(_ bytes: RawSpan) -> Bool {
    guard bytes.byteCount >= 2 else { return false }
    return (bytes[0], bytes[1]) == (0xFF, 0xFE) || (bytes[0], bytes[1]) == (0xFE, 0xFF)
  }
}
