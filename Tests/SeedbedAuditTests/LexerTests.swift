import Testing

@testable import SeedbedAudit

struct LexerTests {
  private func python(_ text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    return try PythonLexer.tokens(of: bytes.span)
      .map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  private func swift(_ text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    return try SwiftLexer.tokens(of: bytes.span)
      .map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test(arguments: ["'a\\'b'", "r'\\''", "b\"x\"", "Rb'''a'b\n'''", "\"\"\"a\"\"b\"\"\"", "u''"])
  func `a Python string is one token`(_ text: String) throws {
    #expect(try python(text) == [text])
  }

  @Test func `quotes of the same kind may stand inside an f-string's braces`() throws {
    #expect(try python("f'{a['b']}'") == ["f'", "{", "a", "[", "'b'", "]", "}", "'"])
  }

  @Test func `an f-string's conversion and format are not expressions`() throws {
    #expect(try python("f'{a!r:>10}'") == ["f'", "{", "a", ":>10", "}", "'"])
  }

  @Test func `an unequal sign inside an f-string is an operator`() throws {
    #expect(try python("f'{a != b}'") == ["f'", "{", "a", "!=", "b", "}", "'"])
  }

  @Test func `a named character in an f-string is text`() throws {
    #expect(try python("f'\\N{DASH}'") == ["f'\\N{DASH}'"])
  }

  @Test func `Python operators and numbers are cut as Python cuts them`() throws {
    #expect(
      try python("a**=1_0.5e-3j//0xFF->...:=b")
        == ["a", "**=", "1_0.5e-3j", "//", "0xFF", "->", "...", ":=", "b"])
  }

  @Test(arguments: ["x = 'a\n'", "x = \"\"\"a", "f'{a'", "(a,", "x = f'''{'''", "a)"])
  func `Python text cut short is a problem`(_ text: String) {
    #expect(throws: LexicalProblem.self) { try python(text) }
  }

  @Test func `a problem says where the string starts`() {
    #expect(throws: LexicalProblem(message: "the string that starts here never ends", offset: 4)) {
      try python("x = 'a")
    }
  }

  @Test(arguments: [
    "\"a\\\"b\"", "#\"a\"b\"#", "\"\"\"\na\"b\n\"\"\"", "##\"\\#(a)\"##", "#\"\"\"#",
  ])
  func `a Swift string is one token`(_ text: String) throws {
    #expect(try swift(text) == [text])
  }

  @Test func `an interpolation is an expression, in raw strings too`() throws {
    #expect(try swift("\"a\\(b(\"c\"))\"") == ["\"a\\", "(", "b", "(", "\"c\"", ")", ")", "\""])
    #expect(try swift("#\"\\(a)\\#(b)\"#") == ["#\"\\(a)\\#", "(", "b", ")", "\"#"])
  }

  @Test func `Swift comments nest`() throws {
    #expect(try swift("a /* b /* c */ d */ e // f\n") == ["a", "e"])
  }

  @Test func `a slash is a regular expression only where an operand may stand`() throws {
    #expect(try swift("let a = /\"[^\"]*/\n") == ["let", "a", "=", "/\"[^\"]*/"])
    #expect(try swift("a / b / c") == ["a", "/", "b", "/", "c"])
    #expect(try swift("f(a)/b/c") == ["f", "(", "a", ")", "/", "b", "/", "c"])
  }

  @Test(arguments: ["\"a", "/* /* */", "\"\"\"\n\"", "{", "\"\\(a\"", "#\"a\""])
  func `Swift text cut short is a problem`(_ text: String) {
    #expect(throws: LexicalProblem.self) { try swift(text) }
  }
}
