import SeedbedCore
import Testing

struct ShownTextTests {
  @Test func `what steers a terminal is written as an escape`() {
    #expect(
      ShownText.line("a\u{1B}[2J\u{07}\u{0}\u{8}\u{7F}b") == #"a\u001b[2J\u0007\u0000\u0008\u007fb"#
    )
    #expect(ShownText.line("a\u{9B}31m") == #"a\u009b31m"#)
  }

  @Test func `what turns or hides text is written as an escape`() {
    #expect(ShownText.line("user\u{202E}gpj.exe") == #"user\u202egpj.exe"#)
    #expect(ShownText.line("a\u{200B}b\u{FEFF}\u{2066}\u{2028}") == #"a\u200bb\ufeff\u2066\u2028"#)
    let hidden = String(
      decoding: [0x78, 0xFFFE, 0xFDD0, 0xDB40, 0xDC41] as [UInt16], as: UTF16.self)
    #expect(ShownText.line(hidden) == #"x\ufffe\ufdd0\udb40\udc41"#)
  }

  @Test func `letters, signs and joined emoji stay`() {
    let text = "Grüße, 日本語, नमस्ते, עברית, 👩‍👩‍👧, e\u{301}, 50 €, «—»"
    #expect(ShownText.line(text) == text)
    #expect(ShownText.lines(text) == text)
  }

  @Test func `a value stays on its line, and lines stay lines`() {
    #expect(ShownText.line("a\r\nb\tc\n") == #"a\r\nb\tc\n"#)
    #expect(ShownText.lines("a\r\nb\tc\n") == "a\\r\nb\tc\n")
  }

  @Test func `only our own colours stay, and only if asked for`() {
    let text = "\u{1B}[31mbad\u{1B}[0m\u{1B}[2J\u{1B}"
    #expect(ShownText.lines(text) == #"\u001b[31mbad\u001b[0m\u001b[2J\u001b"#)
    #expect(
      ShownText.lines(text, keepingColors: true)
        == "\u{1B}[31mbad\u{1B}[0m" + #"\u001b[2J\u001b"#)
  }

  @Test func `a caret stands under the character it marks, after an escape too`() {
    let text = Diagnostic(
      .unexpected, "no", at: Location(file: "a.csv", line: 7, column: 3),
      excerpt: Diagnostic.Excerpt(line: "a\u{1B}b", column: 3)
    ).description
    #expect(
      text == """
        a.csv:7:3: no
          7 | a\\u001bb
            |        ^
        """)
  }
}
