import SeedbedCore
import Testing

/// Passwords in addresses of databases: whatever stands in them, they are not shown.
struct AddressSecretTests {
  @Test(arguments: [
    (#"postgres://u:p<a"s'w b%zz?x#y/z@h/db"#, "postgres://u:[redacted]@h/db"),
    (
      #"postgres://u:p@h/db?password=a b'c<d"e&x=1"#,
      "postgres://u:[redacted]@h/db?password=[redacted]&x=1"
    ),
    ("postgres://u:p@h/db?options=a@b", "postgres://u:[redacted]@h/db?options=a@b"),
    ("postgres://u:1234@h:80/db", "postgres://u:[redacted]@h:80/db"),
    (#"host = h password = 'a \' "b' user=u"#, "host = h password = [redacted] user=u"),
    (#"password=a\ b<c"d user=u"#, "password=[redacted] user=u"),
    ("mysql://u:a<b@h", "mysql://u:[redacted]@h"),
    ("postgres://u@h:5432/db", "postgres://u@h:5432/db"),
    ("postgres://h:5432,g:1/db", "postgres://h:5432,g:1/db"),
    ("postgres:///db?host=/tmp&user=x", "postgres:///db?host=/tmp&user=x"),
    ("https://h:443/x@y", "https://h:443/x@y"), ("a.sqlite", "a.sqlite"),
  ])
  func `an address is shown without its passwords`(text: String, shown: String) {
    #expect(Redaction().address(text) == shown)
  }

  @Test(arguments: ["p<a\"s'w b", "100%", "p%zz-word", "a@b:c/d", "it's", "p%3Cw&x", "p<w"])
  func `the password of an address that is known is hidden by its value`(password: String) {
    var redact = Redaction()
    redact.add(secretsOfAddress: "postgres://ada:\(password)@db/shop")
    let shown = redact("it says: postgres://ada:\(password)@db/shop, '\(password)-1'.")
    #expect(password.utf8.count < 6 || !shown.contains(password), "\(shown)")
    #expect(!shown.contains(":\(password)@"), "\(shown)")
  }

  @Test func `a password that is a name too hides no ordinary text`() {
    let redact = Redaction(environment: ["DATABASE_URL": "postgres://postgres:postgres@db/postgres"]
    )
    #expect(
      redact("the postgres at postgres://postgres:postgres@db/postgres")
        == "the postgres at postgres://postgres:[redacted]@db/postgres")
  }

  @Test func `a variable that is no address of a database hides nothing`() {
    let redact = Redaction(environment: ["QUERY": "GET /orders?token=x", "PAGE": "http://h:80/a@b"])
    #expect(redact("GET /orders and http://h:80/a@b") == "GET /orders and http://h:80/a@b")
  }

  @Test func `addresses in the environment are known, whatever their variables are called`() {
    let redact = Redaction(environment: [
      "DATABASE_URL": "postgres://ada:hunter<22@db/shop", "SETTINGS": "host=h password='a bc def'",
    ])
    #expect(redact("hunter<22, a bc def") == "[redacted], [redacted]")
  }

  @Test(arguments: [
    (#"host=h password='a\' b' user=u"#, "host=h password=[redacted] user=u"),
    (#"at postgres://u:p<a"s b@h/db now"#, "at postgres://u:[redacted]@h/db now"),
    (
      "postgres://h:5432 is down; ask ada@example.com",
      "postgres://h:5432 is down; ask ada@example.com"
    ),
  ])
  func `the password of an address that nobody knew is hidden in a line`(
    text: String, shown: String
  ) {
    #expect(Redaction()(text) == shown)
  }
}
