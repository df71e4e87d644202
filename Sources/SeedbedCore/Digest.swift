import Crypto

/// A SHA-256 digest as a number of 256 bits, for sums and look-ups; `Checksum` is the one people read.
package struct Digest: Sendable, Hashable {
  let high: UInt128
  let low: UInt128

  package init(of bytes: [UInt8]) {
    (high, low) = SHA256.hash(data: bytes).withUnsafeBytes { digest in
      (
        UInt128(bigEndian: digest.loadUnaligned(as: UInt128.self)),
        UInt128(bigEndian: digest.loadUnaligned(fromByteOffset: 16, as: UInt128.self))
      )
    }
  }

  /// The 32 bytes, the greatest first.
  package var bytes: [UInt8] { Self.bytes(of: high) + Self.bytes(of: low) }

  static func bytes(of number: UInt128) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
