import Crypto

/// The secret that pseudonyms are made with; whoever has it can find out whose they are.
package struct MaskKey: Sendable {
  /// The environment variable it is taken from.
  package static let variable = "SEEDBED_MASK_KEY"
  /// In bytes.
  package static let leastLength = 16

  private let key: SymmetricKey

  /// nil when the text is shorter than `leastLength`.
  package init?(_ text: String) {
    guard text.utf8.count >= Self.leastLength else { return nil }
    key = SymmetricKey(data: Array(text.utf8))
  }

  /// The text of a UUID in the place of `value`: the first 128 bits of an HMAC-SHA256 (RFC 2104).
  ///
  /// The same value of the same domain is the same pseudonym everywhere, so that joins hold.
  package func pseudonym(of value: some Collection<UInt8>, in domain: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: Array(domain.utf8) + [0x1F] + Array(value), using: key)
    return Checksum.identifier(of: Array(code.prefix(16)))
  }

  /// Tells keys apart without giving anything away.
  package var fingerprint: String { pseudonym(of: "key".utf8, in: "seedbed.fingerprint") }
}
