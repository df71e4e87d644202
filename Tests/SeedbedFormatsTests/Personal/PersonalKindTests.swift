import Testing

@testable import SeedbedFormats

struct PersonalKindTests {
  @Test(arguments: [
    ("email", PersonalKind.email), ("customerEmail", .email), ("E-Mail", .email),
    ("Email Address", .email), ("actor.email", .email), ("c-ip", .ip), ("client_ip", .ip),
    ("remoteAddr", .ip), ("ipAddress", .ip), ("x_forwarded_for", .ip), ("Phone", .phone),
    ("phone_number", .phone), ("cardNumber", .card), ("access_token", .token), ("jwt", .token),
  ])
  func `a name may tell what is in a field`(name: String, kind: PersonalKind) {
    #expect(PersonalKind(fieldName: name) == kind)
  }

  @Test(arguments: [
    "", "emails_sent", "email_campaign_id", "ship", "trip", "tip", "zip", "description", "card",
    "tokens", "tokens_used", "phone_model", "ip_count", "host",
  ])
  func `a name that only holds such a word does not`(name: String) {
    #expect(PersonalKind(fieldName: name) == nil)
  }

  @Test(arguments: [
    ("ada@example.com", PersonalKind.email), ("203.0.113.9", .ip), ("2001:db8::1", .ip),
    ("+49 170 1234567", .phone), ("(555) 123-4567", .phone), ("555-123-4567", .phone),
    ("4111 1111 1111 1111", .card), ("4111111111111111", .card), ("378282246310005", .card),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", .token),
  ])
  func `a value may tell what it is`(text: String, kind: PersonalKind) {
    #expect(PersonalValue.kind(of: text.utf8Span.span.bytes) == kind)
  }

  @Test(arguments: [
    "", "ada", "127.0.0.1", "::1", "0.0.0.0", "1.2.3", "2026-01-15", "2026-01-15 12:00",
    "1768478400", "4111111111111112", "write to ada@example.com", "10:05:03", "555-1234",
    "-12.5", "+12.5", "+1234567.25", "https://example.com/@ada", "a.b.c", "123-456",
    "550e8400-e29b-41d4-a716-446655440000",
  ])
  func `dates, numbers and prose are nobody's`(text: String) {
    #expect(PersonalValue.kind(of: text.utf8Span.span.bytes) == nil)
  }
}
