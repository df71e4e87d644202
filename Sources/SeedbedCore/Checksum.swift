import Crypto

/// A SHA-256 digest (FIPS 180-4), written as 64 lower-case hexadecimal digits.
package struct Checksum: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// The digest of the text's UTF-8 bytes.
  package init(of text: String) {
    self.init(of: Array(text.utf8))
  }

  package init(of bytes: [UInt8]) {
    self.init(SHA256.hash(data: bytes))
  }

  /// Takes a digest read back from a history table as it stands.
  package init(recorded text: String) {
    description = text
  }

  fileprivate init(_ digest: SHA256.Digest) {
    description = hexadecimal(digest)
  }

  /// The first 12 digits, for messages.
  package var short: String { String(description.prefix(12)) }

  /// A digest made piece by piece; reading it does not end it.
  package struct Stream: Sendable {
    private var hash = SHA256()

    package init() {}

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
      hash.update(bufferPointer: bytes)
    }

    package mutating func update(_ text: String) {
      hash.update(data: Array(text.utf8))
    }

    /// The digest of everything up to here.
    package var checksum: Checksum {
      let copy = hash
      return Checksum(copy.finalize())
    }
  }

  /// A name-based identifier: the first 128 bits of the SHA-256 of `name`, with the version (8) and
  /// variant bits of RFC 9562, as lower-case UUID text.
  package static func identifier(for name: String) -> String {
    identifier(of: Array(SHA256.hash(data: Array(name.utf8)).prefix(16)))
  }

  /// 16 bytes as the text of a UUID, with its version and variant bits.
  static func identifier(of digest: [UInt8]) -> String {
    var bytes = digest
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array(hexadecimal(bytes).utf8)
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (place, digit) in digits.enumerated() {
      if place == 8 || place == 12 || place == 16 || place == 20 { text.append(UInt8(ascii: "-")) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  text.reserveCapacity(64)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}
