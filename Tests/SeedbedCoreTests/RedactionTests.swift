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

  /// One secret with everything that some place escapes.
  private static let secret = #"pa"ss+w/o\rd=&é 'x'<"#

  @Test(arguments: [
    secret,
    #"pa\"ss+w/o\\rd=&é 'x'<"#, #"pa\"ss+w\/o\\rd=&\u00e9 'x'\u003C"#,
    "pa%22ss%2Bw%2Fo%5Crd%3D%26%C3%A9%20%27x%27%3C", "pa%22ss%2bw%2fo%5crd%3d%26%c3%a9+%27x%27%3c",
    "pa%2522ss%252Bw%252Fo%255Crd%253D%2526%25C3%25A9%2520%2527x%2527%253C",
    #"pa&quot;ss+w/o\rd=&amp;é &#39;x&#39;&lt;"#,
    #"pa&#34;ss+w&#x2F;o\rd=&amp;&#233; &apos;x&apos;&lt;"#,
    #"pa"ss+w/o\rd=&é '\''x'\''<"#, #"pa\"ss+w/o\\rd=&é '\\''x'\\''<"#,
    #"pa\&quot;ss+w/o\\rd=&amp;é &#39;\\&#39;&#39;x&#39;\\&#39;&#39;&lt;"#,
    "pa\"ss+w/o\\rd=&é\n        'x'<",
  ])
  func `a secret is hidden in each form`(form: String) {
    let redact = Redaction(secrets: [Self.secret])
    #expect(redact("a \(form) b") == "a [redacted] b")
    #expect(redact("a \(form.dropLast())y b") == "a \(form.dropLast())y b")
  }

  @Test func `a secret that was cut is hidden too`() {
    let redact = Redaction(secrets: ["abcdefghijkl"])
    #expect(redact("x abcdefg… y, abc… z") == "x [redacted]… y, abc… z")
    #expect(redact("x …fghijkl y, …jkl z, …efgh…") == "x …[redacted] y, …jkl z, …[redacted]…")
  }

  @Test(arguments: ["PWD", "OLDPWD", "DESKTOP_SESSION", "SSH_AUTH_SOCK", "KEYBOARD"])
  func `a variable of every shell is no secret`(name: String) {
    #expect(Redaction(environment: [name: "/home/ada"])("in /home/ada") == "in /home/ada")
  }

  @Test(arguments: ["STRIPE_KEY", "ADA_PW", "DB_PASS", "AUTH", "SESSION_ID", "SENTRY_DSN"])
  func `a variable of the environment is known by its last word`(name: String) {
    #expect(Redaction(environment: [name: "value-1"])("a value-1") == "a [redacted]")
  }

  @Test(arguments: [
    ("postgres://h/db?user=u&password=pw", "postgres://h/db?user=u&password=[redacted]"),
    ("postgres://h/db?sslpassword=p&x=1", "postgres://h/db?sslpassword=[redacted]&x=1"),
    ("postgres://h/db?pass%77ord=p", "postgres://h/db?pass%77ord=[redacted]"),
    ("'postgres://h/db?passfile=/a/b'", "'postgres://h/db?passfile=[redacted]'"),
    ("postgres://u:a/b/c@h/db", "postgres://u:[redacted]@h/db"),
    ("postgresql://u:12/34@h/db", "postgresql://u:[redacted]@h/db"),
    ("postgres://u@h:5432/db?options=a@b", "postgres://u@h:5432/db?options=a@b"),
    ("http://[::1]:80/a@b", "http://[::1]:80/a@b"),
    ("host=h password=p user=u", "host=h password=[redacted] user=u"),
    ("host=h password='a b' user=u", "host=h password=[redacted] user=u"),
    ("GET /a?access_token=x&page=2", "GET /a?access_token=[redacted]&page=2"),
    (#"{"a":"http://h:80","b":"c@d"}"#, #"{"a":"http://h:80","b":"c@d"}"#),
  ])
  func `the secrets of an address are hidden`(text: String, shown: String) {
    #expect(Redaction()(text) == shown)
  }

  /// Each takes hours where every place of a text is looked at from every other.
  @Test(arguments: [
    "\\", "://a:", "?password=", "password='", "%25", "…", "'\\''", "&#92;", "\n ",
  ])
  func `a text of others takes no longer than its length`(part: String) {
    let secret = #"abc'd\e%f g"#
    let redact = Redaction(secrets: [secret, #"\\abcdef"#, "''abcd"])
    let text = String(repeating: part, count: 10_000) + secret
    #expect(redact(text).hasSuffix("[redacted]"))
  }
}
