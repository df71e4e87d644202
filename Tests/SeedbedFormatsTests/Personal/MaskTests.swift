import SeedbedCore
import Testing

@testable import SeedbedFormats

struct MaskTests {
  private static let key = MaskKey("0123456789abcdef")

  private func masked(_ text: String, _ mask: Mask) -> String {
    do throws(TypingProblem) {
      return String(
        decoding: try mask.text(for: text.utf8Span.span.bytes, with: Self.key), as: UTF8.self)
    } catch {
      return error.code
    }
  }

  @Test func `a pseudonym is the same for the same value of a domain, and of no other`() {
    let first = masked("ada@example.com", .pseudonym(domain: "email"))
    #expect(first == "4151bbbf-7dc0-81a7-af07-a27ae1d8c068")
    #expect(masked("ada@example.com", .pseudonym(domain: "email")) == first)
    #expect(masked("ada@example.com", .pseudonym(domain: "login")) != first)
    #expect(masked("bob@example.com", .pseudonym(domain: "email")) != first)
  }

  @Test func `another key makes other pseudonyms and has another fingerprint`() throws {
    let other = try #require(MaskKey("fedcba9876543210"))
    let key = try #require(Self.key)
    #expect(other.pseudonym(of: "a".utf8, in: "d") != key.pseudonym(of: "a".utf8, in: "d"))
    #expect(other.fingerprint != key.fingerprint)
  }

  @Test func `a short key is none`() {
    #expect(MaskKey("0123456789abcde") == nil)
  }

  @Test(arguments: [
    ("ada@example.com", "***@example.com"), ("a.b+c@sub.example.org", "***@sub.example.org"),
    ("ada", "mask.email"), ("@example.com", "mask.email"), ("ada@example", "mask.email"),
    ("Ada <ada@example.com>", "mask.email"),
  ])
  func `an e-mail address keeps its domain`(text: String, expected: String) {
    #expect(masked(text, .email) == expected)
  }

  @Test(arguments: [
    ("192.0.2.17", "192.0.2.0"), ("2001:DB8:1:2:3:4:5:6", "2001:db8:1::"), ("::1", "::"),
    ("::ffff:192.0.2.17", "::ffff:192.0.2.0"), ("fe80::1:2", "fe80::"), ("1.2.3", "mask.ip"),
    ("1.2.3.256", "mask.ip"), ("1.2.3.04", "mask.ip"), ("1::2::3", "mask.ip"),
    ("1:2:3:4:5:6:7", "mask.ip"), ("example.com", "mask.ip"), ("192.0.2.1:80", "mask.ip"),
  ])
  func `an address keeps its network`(text: String, expected: String) {
    #expect(masked(text, .ip) == expected)
  }

  @Test(arguments: [
    ("+49 170 1234567", "+** *** *****67"), ("(555) 123-4567", "(***) ***-**67"),
    ("1234", "mask.phone"), ("call me", "mask.phone"),
  ])
  func `a phone number keeps two digits`(text: String, expected: String) {
    #expect(masked(text, .phone) == expected)
  }

  @Test func `what is redacted is one mark`() {
    #expect(masked("anything", .redact) == "[redacted]")
  }

  /// A value as a column of `type` holds it in its bucket.
  private func bucket(_ text: String, _ mask: Mask, _ type: ColumnType) throws -> String {
    var source = RowBatch(columnCount: 1)
    try type.append(text.utf8Span.span.bytes, to: &source)
    var batch = RowBatch(columnCount: 1)
    try mask.append(lastOf: source, as: type, to: &batch)
    let cell = batch[0, 0]
    return cell.kind == .int
      ? String(cell.payload) : String(decoding: batch.content(of: cell), as: UTF8.self)
  }

  @Test(arguments: [
    ("37", "10", "30"), ("-1", "10", "-10"), ("30", "10", "30"), ("0", "5", "0"),
  ])
  func `a number goes to the lower end of its bucket`(
    text: String, width: String, expected: String
  ) throws {
    let width = try #require(ExactDecimal(width))
    #expect(try bucket(text, .numberBucket(width: width), .bigint) == expected)
    #expect(
      try bucket(text, .numberBucket(width: width), .decimal(precision: 6, scale: 1))
        == "\(expected).0")
  }

  @Test func `a bucket below the least integer is refused`() throws {
    let width = try #require(ExactDecimal("1000"))
    #expect(throws: TypingProblem.self) {
      try bucket("-9223372036854775808", .numberBucket(width: width), .bigint)
    }
  }

  @Test(arguments: [
    (Mask.Span.hour, "2026-05-17T10:00:00.000000Z"), (.day, "2026-05-17T00:00:00.000000Z"),
    (.month, "2026-05-01T00:00:00.000000Z"), (.year, "2026-01-01T00:00:00.000000Z"),
  ])
  func `a time goes to the beginning of its bucket`(span: Mask.Span, expected: String) throws {
    #expect(try bucket("2026-05-17T10:05:03.25Z", .timeBucket(span), .timestamp) == expected)
  }

  @Test func `a date goes to the beginning of its month or year`() throws {
    #expect(try bucket("2026-05-17", .timeBucket(.month), .date) == "2026-05-01")
    #expect(try bucket("2026-05-17", .timeBucket(.year), .date) == "2026-01-01")
  }
}
