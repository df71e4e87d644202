import SeedbedCore
import SeedbedFormats
import Testing

struct ShapeTests {
  static let account = RecordShape(
    "account", about: "Someone who can sign in",
    [
      .init("email", .text, required: true, about: "Where mail is sent"),
      .init("country", .text, about: "ISO 3166 code"),
      .init("roles", .oneOrList(.word(["admin", "member"])), about: "What they may do"),
      .init("seen", .tagged(["!now"], .timestamp), about: "When they were last here"),
    ])

  @Test func `a document of the shape has no problems`() {
    let text =
      "- {email: a@b.c, country: NO, roles: admin, seen: !now -1d}\n- {email: d, roles: [member]}\n"
    #expect(headlines(text, .list(of: .record(Self.account))) == [])
  }

  @Test func `an unknown key comes with the key that was meant`() {
    let problems = yamlProblems("emial: x\nemail: y\ncuntry: z\n", as: .record(Self.account))
    #expect(
      problems.map(\.description) == [
        """
        a.yaml:1:1: unknown key 'emial' in account
          1 | emial: x
            | ^^^^^
          help: keys: email, country, roles, seen
        """,
        """
        a.yaml:3:1: unknown key 'cuntry' in account; did you mean 'country'?
          3 | cuntry: z
            | ^^^^^^
        """,
      ])
  }

  @Test func `a missing key is asked for at the mapping`() {
    #expect(
      headlines("- {country: NO}\n", .list(of: .record(Self.account))) == [
        "a.yaml:1:3: account needs the key 'email'"
      ])
  }

  @Test(arguments: [
    (Shape.text, "[a]", "expected text, found a list"),
    (.text, "", "expected text, found nothing"),
    (.integer, "1.5", "expected a whole number, found '1.5'"),
    (.integer, "'1'", "expected a whole number, found '1'"),
    (.number, "x", "expected a number, found 'x'"),
    (.boolean, "yes", "expected true or false, found 'yes'"),
    (.duration, "5 s", "expected a duration, found '5 s'"),
    (.timestamp, "2026-01-15", "expected a timestamp, found '2026-01-15'"),
    (.percentage, "0.1", "expected a percentage, found '0.1'"),
    (
      .word(["replace", "upsert"]), "replce",
      "expected 'replace' or 'upsert', found 'replce'; did you mean 'replace'?"
    ),
    (.list(of: .text), "{a: b}", "expected a list of text, found a mapping"),
    (.dictionary(of: .integer), "[1]", "expected a mapping to whole numbers, found a list"),
    (.dictionary(of: .integer), "{a: x}", "expected a whole number, found 'x'"),
    (.record(account), "x", "expected a mapping (account), found 'x'"),
    (.oneOrList(.integer), "{a: b}", "expected a whole number, found a mapping"),
    (
      .choice([.integer, .list(of: .text)]), "{a: b}",
      "expected a whole number or a list of text, found a mapping"
    ),
    (
      .choice([.integer, .word(["all"])]), "some", "expected a whole number or 'all', found 'some'"
    ),
    (.choice([.text, .record(account)]), "{country: NO}", "account needs the key 'email'"),
    (.tagged(["!now"], .timestamp), "x", "expected a timestamp, found 'x'"),
    (.tagged(["!now"], .timestamp), "!nwo x", "unexpected tag !nwo; did you mean '!now'?"),
    (
      .choice([.tagged(["!where"], .text), .integer]), "!were x",
      "unexpected tag !were; did you mean '!where'?"
    ),
    (.any, "{a: [!x 1]}", "unexpected tag !x"),
    (.text, "!!str 5", "unexpected tag !!str"),
  ])
  func `what does not fit is named`(shape: Shape, value: String, message: String) {
    let problems = yamlProblems("key: \(value)\n", as: .dictionary(of: shape))
    #expect(problems.map(\.message) == [message])
  }

  @Test(arguments: [
    (Shape.any, "{a: [~, 1]}"), (.text, "12"), (.integer, "-5"), (.number, "1e3"),
    (.boolean, "true"),
    (.duration, "-1.5h"), (.timestamp, "2026-01-15T12:00:00+01:00"), (.percentage, "50%"),
    (.oneOrList(.integer), "[1, 2]"), (.oneOrList(.integer), "1"),
    (.choice([.integer, .word(["all"])]), "all"), (.tagged(["!now"], .integer), "!now {x: !y 1}"),
    (.choice([.tagged(["!where"], .text), .integer]), "!where {a: b}"),
    (
      .choice([
        .record(account), .record(RecordShape("b", about: "", [.init("n", .text, about: "")])),
      ]), "{n: 1}"
    ),
  ])
  func `what fits is let through`(shape: Shape, value: String) {
    #expect(headlines("key: \(value)\n", .dictionary(of: shape)) == [])
  }

  @Test func `a problem inside an aliased node is told once`() throws {
    let node = try yaml("a: &x {n: y}\nb: *x\n")
    #expect {
      try Shape.dictionary(of: .dictionary(of: .integer)).check(node)
    } throws: { ($0 as? Diagnostics)?.items.count == 1 }
  }

  private func headlines(_ text: String, _ shape: Shape) -> [String] {
    yamlProblems(text, as: shape).map(\.headline)
  }
}
