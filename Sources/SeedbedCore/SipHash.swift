/// SipHash-2-4 (Aumasson and Bernstein, 2012) with a key of zeros: 64 bits that tell contents apart, made
/// several times as fast as a SHA-256, for what is kept of every row.
///
/// The function is fixed, so its numbers can be stored. They find every accident and every honest change, not a
/// forger.
package enum SipHash {
  package static func number(of bytes: [UInt8]) -> UInt64 {
    number(of: bytes, key: (0, 0))
  }

  static func number(of bytes: [UInt8], key: (UInt64, UInt64)) -> UInt64 {
    var state = State(key)
    bytes.withUnsafeBytes { bytes in
      let whole = bytes.count & ~7
      var place = 0
      while place < whole {
        state.add(
          UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
        place += 8
      }
      var last = UInt64(bytes.count) << 56
      while place < bytes.count {
        last |= UInt64(bytes[place]) << UInt64(8 * (place & 7))
        place += 1
      }
      state.add(last)
    }
    return state.finished()
  }

  private struct State {
    private var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64)

    init(_ key: (UInt64, UInt64)) {
      a = key.0 ^ 0x736f_6d65_7073_6575
      b = key.1 ^ 0x646f_7261_6e64_6f6d
      c = key.0 ^ 0x6c79_6765_6e65_7261
      d = key.1 ^ 0x7465_6462_7974_6573
    }

    @inline(__always)
    mutating func add(_ word: UInt64) {
      d ^= word
      mix()
      mix()
      a ^= word
    }

    mutating func finished() -> UInt64 {
      c ^= 0xFF
      for _ in 0..<4 { mix() }
      return a ^ b ^ c ^ d
    }

    @inline(__always)
    private mutating func mix() {
      a &+= b
      b = Self.turned(b, by: 13) ^ a
      a = Self.turned(a, by: 32)
      c &+= d
      d = Self.turned(d, by: 16) ^ c
      a &+= d
      d = Self.turned(d, by: 21) ^ a
      c &+= b
      b = Self.turned(b, by: 17) ^ c
      c = Self.turned(c, by: 32)
    }

    @inline(__always)
    private static func turned(_ word: UInt64, by bits: UInt64) -> UInt64 {
      word << bits | word >> (64 - bits)
    }
  }
}
