extension RawSpan {
  /// The byte at `position`; out of bounds is a trap.
  @inline(__always)
  subscript(_ position: Int) -> UInt8 { unsafeLoad(fromByteOffset: position, as: UInt8.self) }

  /// The eight bytes from `position` on, the first in the lowest place.
  @inline(__always)
  func word(at position: Int) -> UInt64 {
    UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
  }

  /// The bytes of `range` as text, with what is not UTF-8 replaced.
  @inline(__always)
  func text(_ range: Range<Int>) -> String {
    withUnsafeBytes { bytes in
      String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
  }

  /// The bytes as text, with what is not UTF-8 replaced.
  var text: String { text(0..<byteCount) }

  /// A copy of the bytes of `range`.
  func array(_ range: Range<Int>) -> [UInt8] {
    withUnsafeBytes { bytes in Array(bytes[range]) }
  }

  /// Whether the bytes from `position` on begin with `word`.
  @inline(__always)
  func holds(_ word: StaticString, at position: Int) -> Bool {
    guard position + word.utf8CodeUnitCount <= byteCount else { return false }
    return withUnsafeBytes { bytes in
      for index in 0..<word.utf8CodeUnitCount
      where bytes[position + index] != word.utf8Start[index] { return false }
      return true
    }
  }

  /// Whether all bytes are those of `other`, which is as long.
  @inline(__always)
  func hasSameBytes(as other: RawSpan) -> Bool {
    var position = 0
    while position + 8 <= byteCount {
      if word(at: position) != other.word(at: position) { return false }
      position += 8
    }
    while position < byteCount {
      if self[position] != other[position] { return false }
      position += 1
    }
    return true
  }

  /// A number that is the same for the same bytes, and seldom for others; only for use in memory.
  @inline(__always)
  var fingerprint: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(byteCount)
    var position = 0
    while position + 8 <= byteCount {
      hash = (hash ^ word(at: position)) &* 0x9E37_79B9_7F4A_7C15
      position += 8
    }
    while position < byteCount {
      hash = (hash ^ UInt64(self[position])) &* 0x0000_0100_0000_01B3
      position += 1
    }
    return hash
  }

  /// The place of the first `byte` in `range`, or nil.
  @inline(__always)
  func firstPosition(of byte: UInt8, in range: Range<Int>) -> Int? {
    let pattern = ByteWord.repeating(byte)
    var position = range.lowerBound
    while position + 8 <= range.upperBound {
      let matches = ByteWord.zeroBytes(word(at: position) ^ pattern)
      if matches != 0 { return position + matches.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < range.upperBound {
      if self[position] == byte { return position }
      position += 1
    }
    return nil
  }
}

extension RawSpan {
  /// How often `byte` is there.
  func count(of byte: UInt8) -> Int {
    withUnsafeBytes { bytes in bytes.count { $0 == byte } }
  }
}

extension [UInt8] {
  /// Adds the bytes of `span`.
  @inline(__always)
  mutating func append(_ span: RawSpan) {
    span.withUnsafeBytes { append(contentsOf: $0) }
  }
}

/// Eight bytes looked at in one step.
enum ByteWord {
  static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// `byte` eight times.
  @inline(__always)
  static func repeating(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

  /// The high bit of every byte that is zero, exactly.
  @inline(__always)
  static func zeroBytes(_ word: UInt64) -> UInt64 {
    let low = ~highBits
    return ~(((word & low) &+ low) | word | low)
  }
}
