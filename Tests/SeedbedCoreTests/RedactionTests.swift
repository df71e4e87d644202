import SeedbedCore
import Testing

struct RedactionTests {
  @Test
  func `a known value is hidden wherever it stands`() {
    let redact = Redaction(secrets: ["s3cr3t-token"])
    #expect(redact("a s3cr3t-token, s3cr3t-token.") == "a [redacted], [redacted].")
  }

  @Test
  func `a secret inside another is hidden with it`() {
    let redact = Redaction(secrets: ["abcdef", "abcdefghi"])
    #expect(redact("x abcdefghi y") == "x [redacted] y")
  }

  @Test
  func `a short value would hide ordinary text and is left`() {
    #expect(Redaction(secrets: ["admin"])("the admin page") == "the admin page")
  }

  @Test
  func `the environment is searched by name`() {
    let redact = Redaction(environment: [
      "SHOP_API_KEY": "key-12345", "DB_PASSWORD": "hunter22", "HOME": "/home/ada",
    ])
    #expect(redact("key-12345 hunter22 /home/ada") == "[redacted] [redacted] /home/ada")
  }

  @Test(arguments: ["password", "DB_PASSWD", "clientSecret", "auth-token", "API_KEY", "privateKey"])
  func `a name can say that its value is secret`(name: String) {
    #expect(Redaction.isSecret(name: name))
  }

  @Test(arguments: ["HOME", "keyboard", "DATABASE", "pass"])
  func `an ordinary name does not`(name: String) {
    #expect(!Redaction.isSecret(name: name))
  }

  @Test(arguments: [
    ("postgres://ada:hunter2@db/shop", "postgres://ada:[redacted]@db/shop"),
    ("postgres://ada:p@ss:w@db/shop", "postgres://ada:[redacted]@db/shop"),
    ("https://a:b@x and https://c:d@y", "https://a:[redacted]@x and https://c:[redacted]@y"),
    ("http://localhost:8080/a@b", "http://localhost:8080/a@b"),
    (#"{"a":"x://u:p@h","b":"c@d"}"#, #"{"a":"x://u:[redacted]@h","b":"c@d"}"#),
    ("x://u:it's@h", "x://u:[redacted]@h"),
    ("redis://:hunter2@db", "redis://:[redacted]@db"),
  ])
  func `the password of an address is hidden`(text: String, shown: String) {
    #expect(Redaction()(text) == shown)
  }
}
