import SeedbedCore
import Testing

/// Secrets that were written into texts which were written into other texts: none of them is shown.
struct EncodedSecretTests {
  @Test(arguments: [
    #"pa"ss+w/o\rd=&é '"'"'x'"'"'<"#, #"pa\"ss+w/o\\rd=&é '\"'\"'x'\"'\"'<"#,
    #"pa&quot;ss+w/o\rd=&amp;&eacute; &apos;x&apos;&lt;"#,
    #"pa&quot;ss&plus;w&sol;o&bsol;rd&equals;&AMP;&eacute; 'x'&LT;"#,
    #"pa\"ss+w/o\\rd=\u0026\u00e9 \u0027x\u0027\u003c"#,
    #"pa\\\"ss+w/o\\\\rd=\\u0026\\u00e9 'x'\\u003c"#,
    "pa%2522ss%252Bw%252Fo%255Crd%253D%2526%25C3%25A9%2520%2527x%2527%253C",
    "PA\"SS+w/o\\RD=&é 'X'<",
  ])
  func `a secret is hidden in each form`(form: String) {
    let redact = Redaction(secrets: [#"pa"ss+w/o\rd=&é 'x'<"#])
    #expect(redact("a \(form) b") == "a [redacted] b")
  }

  @Test(arguments: [
    (#"ab\<cdefg"#, #"ab\\\u003ccdefg"#), (#"ab\<cdefg"#, #"ab\\\\\\u003ccdefg"#),
    ("100%-sure", "100%25-sure"), ("100%-sure", "100%2525-sure"),
    ("a%41b%zz", "a%252541b%2525zz"), ("My Secret", "text/mysecret"),
    ("Secret-É", "secret-é"), (" padded-value\n", "padded-value"),
    ("-----BEGIN\nabc\ndef\n-----END", #"-----BEGIN\nabc\r\ndef\n-----END"#),
  ])
  func `what a secret looks like does not matter`(secret: String, form: String) {
    let shown = Redaction(secrets: [secret])("a \(form) b")
    #expect(shown.hasSuffix("[redacted] b"), "\(shown)")
  }

  @Test func `of secrets that lie over each other nothing is shown`() {
    #expect(Redaction(secrets: ["abcdefgh", "efghijkl"])("x abcdefghijkl y") == "x [redacted] y")
    #expect(Redaction(secrets: ["abcdef"])("abcdefabcdef") == "[redacted][redacted]")
  }

  /// The ways in which what is shown may have been written.
  private static let encodings: [@Sendable (String) -> String] = [
    { percent($0) }, { percent($0).replacing("%20", with: "+") },
    { percent($0).replacing(/%[0-9A-F]{2}/) { $0.output.lowercased() } },
    { json($0) }, { json($0, escaping: { $0.value > 0x7E }) },
    { json($0, escaping: { $0.value > 0x7E || "<>&'/".unicodeScalars.contains($0) }) },
    { html($0) { ["&": "&amp;", "<": "&lt;", "\"": "&quot;", "'": "&#39;"][$0] } },
    {
      html($0) {
        ["&": "&amp;", "<": "&lt;", "é": "&eacute;", "€": "&euro;", "%": "&percnt;"][$0]
          ?? ($0.value > 0x7E ? "&#x\(String($0.value, radix: 16));" : nil)
      }
    },
    { html($0) { "&#\($0.value);" } },
    { $0.replacing("'", with: #"'\''"#) }, { $0.replacing("'", with: #"'"'"'"#) },
    { String($0.flatMap { "\"\\$`".contains($0) ? ["\\", $0] : [$0] }) },
  ]

  @Test(arguments: 0..<20)
  func `a secret is hidden in every chain of two encodings`(seed: Int) {
    var generator = SplitMix(seed: UInt64(seed))
    let scalars = Array("abcXYZ019 \"'\\/<>&%+=?#@:;{}$`é€ß😀\n\t.-_~!*()|^[],nu".unicodeScalars)
    for _ in 0..<20 {
      let middle = (0..<Int.random(in: 6...20, using: &generator)).compactMap { _ in
        scalars.randomElement(using: &generator)
      }
      let secret = "s" + String(String.UnicodeScalarView(middle)) + "t"
      let redact = Redaction(secrets: [secret])
      for count in 0...2 {
        var form = secret
        for _ in 0..<count {
          form = Self.encodings.randomElement(using: &generator)?(form) ?? form
        }
        let shown = redact("A_ \(form) _Z")
        #expect(
          shown == "A_ [redacted] _Z", "\(secret.debugDescription) as \(form.debugDescription)")
      }
    }
  }

  /// Each takes hours where every place of a text is looked at from every other, or once for every secret.
  @Test(arguments: [
    "\\", "%25", "&amp;", "'\"'\"'", "\\u005c", "…abcd", "a", "abc'd", "postgres://a:b ",
    "password='\\'",
  ])
  func `a text of others takes no longer than its length, however many secrets there are`(
    part: String
  ) {
    let secret = #"abc'd\e%f g"#
    var redact = Redaction(secrets: [secret, String(repeating: "a", count: 500)])
    for number in 0..<1000 { redact.add("abc'd-\(number)-secret") }
    let text = String(repeating: part, count: 10_000) + " " + secret
    #expect(redact(text).hasSuffix("[redacted]"))
  }

  private static func percent(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain
        ? String(Unicode.Scalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }

  private static func json(
    _ text: String, escaping isEscaped: (Unicode.Scalar) -> Bool = { _ in false }
  ) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": return "\\\(scalar)"
      case "\n": return "\\n"
      case "\t": return "\\t"
      case _ where isEscaped(scalar):
        return String(scalar).utf16.map { unit in
          let digits = String(unit, radix: 16)
          return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
      default: return String(scalar)
      }
    }.joined()
  }

  private static func html(_ text: String, _ entity: (Unicode.Scalar) -> String?) -> String {
    text.unicodeScalars.map { entity($0) ?? String($0) }.joined()
  }
}
