extension JSONScanner {
  /// Moves over one number: `-? int frac? exp?` of RFC 8259.
  mutating func skipNumber(in bytes: RawSpan) throws(JSONFault) {
    if position < bytes.byteCount, bytes[position] == UInt8(ascii: "-") { position += 1 }
    let first = position
    try skipDigits(in: bytes)
    if position - first > 1, bytes[first] == UInt8(ascii: "0") {
      throw JSONFault(.syntax, "a number has no zeros in front", at: first)
    }
    if position < bytes.byteCount, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try skipDigits(in: bytes)
    }
    guard position < bytes.byteCount,
      bytes[position] == UInt8(ascii: "e") || bytes[position] == UInt8(ascii: "E")
    else { return }
    position += 1
    if position < bytes.byteCount,
      bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
    {
      position += 1
    }
    try skipDigits(in: bytes)
  }

  @inline(__always)
  private mutating func skipDigits(in bytes: RawSpan) throws(JSONFault) {
    let first = position
    while position < bytes.byteCount, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
    if position == first { throw unexpected("a digit", in: bytes) }
  }
}
