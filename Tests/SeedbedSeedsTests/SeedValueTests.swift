import SeedbedCore
import Testing

@testable import SeedbedSeeds

/// What is written in a row, and what its column then holds.
struct SeedValueTests {
  /// The plan of a set with one person, `ada`, who has these columns besides an email.
  private func ada(_ columns: String, environment: [String: String] = [:]) throws -> SeedPlan {
    try SeedProject(
      [
        "shop": """
        set: shop
        clock: 2026-01-15T12:00:00Z
        rows:
          people:
            ada: {email: ada@x, \(columns)}
        """
      ], environment: environment
    ).plan()
  }

  private func problems(_ columns: String) throws -> String {
    try SeedProject([
      "shop": """
      set: shop
      clock: 2026-01-15T12:00:00Z
      rows:
        people:
          ada: {email: ada@x, \(columns)}
      """
    ]).problems()
  }

  @Test(arguments: ["NO", "02134", "10.50", "true", "1e3", "0x1F", "2026-01-15"])
  func `a text column holds what is written`(text: String) throws {
    #expect(try ada("zip: \(text)").cell("zip", of: "ada", in: "people") == text)
  }

  @Test func `null is no value and the quoted word is`() throws {
    let plan = try ada(#"zip: null, country: "null""#)
    #expect(plan.cell("zip", of: "ada", in: "people") == nil)
    #expect(plan.cell("country", of: "ada", in: "people") == "null")
  }

  @Test func `a decimal gets the scale of its column`() throws {
    let project = try SeedProject([
      "shop": """
      set: shop
      clock: 2026-01-15T12:00:00Z
      rows:
        people: {ada: {email: a}}
        orders: {first: {person_id: ada, total: 10.5}}
      """
    ])
    #expect(try project.plan().cell("total", of: "first", in: "orders") == "10.50")
  }

  @Test(arguments: [
    ("-1d", "2026-01-14T12:00:00.000000Z"), ("", "2026-01-15T12:00:00.000000Z"),
    ("+90m", "2026-01-15T13:30:00.000000Z"), ("-1d12h", "2026-01-14T00:00:00.000000Z"),
    ("-2w", "2026-01-01T12:00:00.000000Z"), ("+30s", "2026-01-15T12:00:30.000000Z"),
  ])
  func `now is the frozen clock moved by the offset`(offset: String, instant: String) throws {
    #expect(
      try ada("joined_at: !now \(offset)").cell("joined_at", of: "ada", in: "people") == instant)
  }

  @Test func `now in a date column is the day`() throws {
    #expect(try ada("born: !now -1d").cell("born", of: "ada", in: "people") == "2026-01-14")
  }

  @Test func `a column that defaults to now holds the clock`() throws {
    #expect(
      try ada("zip: x").cell("joined_at", of: "ada", in: "people")
        == "2026-01-15T12:00:00.000000Z")
  }

  @Test func `an offset that is none is an error`() throws {
    #expect(
      try problems("joined_at: !now yesterday") == """
        shop.yaml:5:36: 'yesterday' is not an offset
          5 |     ada: {email: ada@x, joined_at: !now yesterday}
            |                                    ^^^^^^^^^^^^^^
          help: write !now, or !now with a sign, numbers and s, m, h, d or w: !now -1d
        """)
  }

  @Test func `now without a clock is an error`() throws {
    let project = try SeedProject([
      "shop": "set: shop\nrows: {people: {ada: {email: a, joined_at: !now -1d}}}\n"
    ])
    #expect(project.problems().contains("'joined_at' is a time from now, and the set has no clock"))
  }

  @Test func `a mapping in a JSON column is its canonical text`() throws {
    #expect(
      try ada("settings: {theme: dark, size: 1.50, beta: true, none: null, list: [1, NO]}")
        .cell("settings", of: "ada", in: "people")
        == #"{"beta":true,"list":[1,"NO"],"none":null,"size":1.50,"theme":"dark"}"#)
  }

  @Test func `quoted text in a JSON column is read as JSON`() throws {
    #expect(
      try ada(#"settings: '{"b": 1, "a": 2}'"#).cell("settings", of: "ada", in: "people")
        == #"{"a":2,"b":1}"#)
  }

  @Test func `a mapping in another column is an error`() throws {
    #expect(try problems("zip: {a: 1}").contains("'zip' is text, and this is no single value"))
  }

  @Test func `an environment variable is read`() throws {
    #expect(
      try ada("zip: !env ZIP", environment: ["ZIP": "02134"]).cell("zip", of: "ada", in: "people")
        == "02134")
  }

  @Test func `a variable that is not set is an error`() throws {
    #expect(try problems("zip: !env ZIP").contains("the environment variable 'ZIP' is not set"))
  }

  @Test func `no message shows the value of a variable`() throws {
    let project = try SeedProject(
      ["shop": "set: shop\nrows: {people: {ada: {email: a, born: !env DAY}}}\n"],
      environment: ["DAY": "s3cret"])
    #expect(project.problems().contains("'DAY' does not fit 'born', which is date"))
    #expect(!project.problems().contains("s3cret"))
  }

  @Test func `an unknown tag suggests the near one`() throws {
    #expect(
      try problems("joined_at: !nwo -1d").contains("unexpected tag !nwo; did you mean '!now'?"))
  }
}
