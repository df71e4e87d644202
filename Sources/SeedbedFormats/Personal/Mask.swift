package import SeedbedCore

/// How values that say who somebody is are made to say less; the same value always becomes the same.
package enum Mask: Sendable, Hashable {
  /// A UUID in its place, the same for the same value of a domain; the only one that keys take.
  case pseudonym(domain: String)
  /// `***@example.com`
  case email
  /// Without its last 8 bits (IPv4), or with its first 48 only (IPv6).
  case ip
  /// Its last two digits, and stars for the others.
  case phone
  /// The same mark for everything.
  case redact
  /// A number as the lower end of its bucket.
  case numberBucket(width: ExactDecimal)
  /// A time or date as the beginning of its hour, day, month or year, in UTC.
  case timeBucket(Span)

  /// What a time is rounded down to.
  package enum Span: String, Sendable, CaseIterable, Comparable {
    case hour
    case day
    case month
    case year

    package static func < (left: Span, right: Span) -> Bool { left.length < right.length }

    private var length: Int {
      switch self {
      case .hour: 1
      case .day: 2
      case .month: 3
      case .year: 4
      }
    }
  }

  /// The words of a mapping.
  package static let names = ["pseudonym", "email", "ip", "phone", "redact", "bucket"]

  /// The text in the place of `text`; buckets leave it as it is, since they are of values.
  ///
  /// - Throws: `TypingProblem`, without the text in it, when it is not what the mask is for.
  package func text(
    for text: RawSpan, with key: MaskKey?
  ) throws(TypingProblem) -> [UInt8] {
    let bytes = text.withUnsafeBytes { Array($0) }
    switch self {
    case .pseudonym(let domain):
      guard let key else {
        throw TypingProblem(code: "mask.key", message: "no key is given for pseudonyms")
      }
      return Array(key.pseudonym(of: bytes, in: domain).utf8)
    case .email:
      guard PersonalValue.isEmail(bytes[...]), let mark = bytes.lastIndex(of: UInt8(ascii: "@"))
      else { throw Self.not("an e-mail address", "mask.email") }
      return Array("***".utf8) + bytes[mark...]
    case .ip:
      guard let address = IPAddress(bytes) else { throw Self.not("an IP address", "mask.ip") }
      return Array(address.network.description.utf8)
    case .phone:
      guard let masked = Self.phone(bytes) else { throw Self.not("a phone number", "mask.phone") }
      return masked
    case .redact: return Array(Redaction.mark.utf8)
    case .numberBucket, .timeBucket: return bytes
    }
  }

  private static func not(_ what: String, _ code: String) -> TypingProblem {
    TypingProblem(code: code, message: "the value is not \(what), which its mask is for")
  }

  private static func phone(_ bytes: [UInt8]) -> [UInt8]? {
    let digits = bytes.count { PersonalValue.isDigit($0) }
    guard (5...20).contains(digits),
      bytes.allSatisfy({ PersonalValue.isDigit($0) || "+-./() ".utf8.contains($0) })
    else { return nil }
    var seen = 0
    return bytes.map { byte in
      guard PersonalValue.isDigit(byte) else { return byte }
      seen += 1
      return seen > digits - 2 ? byte : UInt8(ascii: "*")
    }
  }
}
