import Testing

@testable import SeedbedSeeds

struct WhereTests {
  private func project(_ value: String, _ more: String = "") throws -> SeedProject {
    try SeedProject([
      "shop": #"""
      set: shop
      clock: 2026-01-15T12:00:00Z
      rows:
        people:
          ada: {email: ada@x, zip: 02134, joined_at: !now -1d}
          "user-{1..3}": {email: "user-{n}@x"}
          bob: {email: b, country: \#(value)}
      \#(more)
      """#
    ])
  }

  private func country(_ value: String) throws -> String? {
    try project(value).plan().cell("country", of: "bob", in: "people")
  }

  @Test func `a row alone stands for its key`() throws {
    #expect(try country("!where {people: ada}") == "ada")
  }

  @Test func `take names another column`() throws {
    #expect(try country("!where {people: ada, take: zip}") == "02134")
  }

  @Test func `take finds what a range, a default or a tag made`() throws {
    #expect(try country("!where {people: user-2, take: email}") == "user-2@x")
    #expect(
      try country("!where {people: user-2, take: joined_at}") == "2026-01-15T12:00:00.000000Z")
    #expect(try country("!where {people: ada, take: joined_at}") == "2026-01-14T12:00:00.000000Z")
  }

  @Test func `a column without a value is null`() throws {
    #expect(try country("!where {people: user-1, take: zip}") == nil)
  }

  @Test func `an unknown column suggests the near one`() throws {
    #expect(
      try project("!where {people: ada, take: emial}").problems() == """
        shop.yaml:7:57: 'emial' is not a column of people; did you mean 'email'?
          7 |     bob: {email: b, country: !where {people: ada, take: emial}}
            |                                                         ^^^^^
        """)
  }

  @Test func `an unknown row suggests the near one`() throws {
    #expect(
      try project("!where {people: adda}").problems()
        .contains("no row of people has the label 'adda'; did you mean 'ada'?"))
  }

  @Test func `an unknown collection suggests the near one`() throws {
    #expect(
      try project("!where {peopel: ada}").problems()
        .contains("there is no collection 'peopel'; did you mean 'people'?"))
  }

  @Test func `a value taken from itself is an error`() throws {
    #expect(
      try project("!where {people: eve, take: country}", "    eve: {$like: bob, email: e}")
        .problems().contains("takes its value from itself"))
  }

  @Test(arguments: ["!where ada", "!where {people: [ada]}", "!where {take: zip}"])
  func `another form is an error`(value: String) throws {
    #expect(try project(value).problems().contains("!where names a row, and may name a column"))
  }
}
