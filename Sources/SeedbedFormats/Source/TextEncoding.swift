/// How the text of a source is written in bytes.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "utf-8"
  case ascii = "us-ascii"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"
  case latin9 = "iso-8859-15"
  /// In the byte order that its mark says; a file without a mark is refused.
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"

  /// Whether a source is made UTF-8 before it is read, so that its places count bytes of UTF-8.
  var isWide: Bool {
    switch self {
    case .utf8, .ascii, .windows1252, .latin1, .latin9: false
    case .utf16, .utf16LittleEndian, .utf16BigEndian: true
    }
  }

  /// The name that messages call it.
  var title: String {
    switch self {
    case .utf8, .utf16, .utf16LittleEndian, .utf16BigEndian: "UTF-8"
    case .ascii, .windows1252, .latin1, .latin9: rawValue
    }
  }

  /// The place of the first byte in `range` that means nothing in this encoding, or nil.
  @inline(__always)
  func firstInvalid(in bytes: RawSpan, _ range: Range<Int>) -> Int? {
    switch self {
    case .utf8, .utf16, .utf16LittleEndian, .utf16BigEndian:
      UTF8Check.firstInvalid(in: bytes, range)
    case .latin1, .latin9: nil
    case .ascii, .windows1252:
      range.first { bytes[$0] >= 0x80 && scalar(of: bytes[$0]) == nil }
    }
  }

  /// Whether text is the same in UTF-8, so that nothing is to be changed.
  var isUTF8: Bool {
    switch self {
    case .utf8, .ascii, .utf16, .utf16LittleEndian, .utf16BigEndian: true
    case .windows1252, .latin1, .latin9: false
    }
  }

  /// The UTF-8 of bytes that `firstInvalid` found nothing wrong with.
  func utf8(of bytes: some Collection<UInt8>) -> [UInt8] {
    if isUTF8 { return Array(bytes) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        text.append(byte)
      } else if let scalar = scalar(of: byte) {
        text.append(contentsOf: UTF8.encode(scalar) ?? .init())
      }
    }
    return text
  }

  /// What a byte beyond ASCII means; nil when it means nothing.
  private func scalar(of byte: UInt8) -> Unicode.Scalar? {
    switch self {
    case .utf8, .ascii, .utf16, .utf16LittleEndian, .utf16BigEndian: nil
    case .latin1: Unicode.Scalar(byte)
    case .latin9: CodePage.latin9[byte] ?? Unicode.Scalar(byte)
    case .windows1252:
      byte >= 0xA0 ? Unicode.Scalar(byte) : CodePage.windows1252[Int(byte) - 0x80]
    }
  }
}

/// Where the code pages differ from ISO 8859-1, as WHATWG's and Unicode's tables have it.
private enum CodePage {
  /// 0x80 to 0x9F; five of them are not defined.
  static let windows1252: [Unicode.Scalar?] = [
    "\u{20AC}", nil, "\u{201A}", "\u{0192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{02C6}", "\u{2030}", "\u{0160}", "\u{2039}", "\u{0152}", nil, "\u{017D}", nil,
    nil, "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{02DC}", "\u{2122}", "\u{0161}", "\u{203A}", "\u{0153}", nil, "\u{017E}", "\u{0178}",
  ]

  static let latin9: [UInt8: Unicode.Scalar] = [
    0xA4: "\u{20AC}", 0xA6: "\u{0160}", 0xA8: "\u{0161}", 0xB4: "\u{017D}", 0xB8: "\u{017E}",
    0xBC: "\u{0152}", 0xBD: "\u{0153}", 0xBE: "\u{0178}",
  ]
}
