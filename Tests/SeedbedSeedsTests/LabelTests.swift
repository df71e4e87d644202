import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedSeeds

struct LabelTests {
  private func project(_ rows: String, and more: String = "") throws -> SeedProject {
    try SeedProject([
      "shop": "set: shop\nclock: 2026-01-15T12:00:00Z\n\(more)rows:\n\(rows)\n"
    ])
  }

  @Test func `a text key is the label`() throws {
    let plan = try project("  people: {ada: {email: a}}").plan()
    #expect(plan.cell("id", of: "ada", in: "people") == "ada")
  }

  @Test func `a number key is the place of the row`() throws {
    let plan = try project(
      """
        people: {ada: {email: a}}
        orders: {first: {person_id: ada}, second: {person_id: ada}}
      """
    ).plan()
    #expect(plan.cell("id", of: "second", in: "orders") == "2")
  }

  @Test func `a uuid key is made from collection and label`() throws {
    let plan = try project("  shops: {main: {name: Main}}").plan()
    #expect(
      plan.cell("id", of: "main", in: "shops") == Checksum.identifier(for: "shops/main"))
  }

  private static let keys = """
      people: {ada: {email: a}}
      shops: {main: {name: Main}, old: {id: 018F3A2C-0000-7000-8000-0000000000AB, name: Old}}
      orders: {first: {person_id: ada}, second: {person_id: ada, id: 17}}
    """

  @Test func `a label is kept beside the key that was made from it`() throws {
    let project = try project(Self.keys)
    let store = try project.store()
    try project.load(into: store)
    #expect(
      try store.column(
        "SELECT collection, label FROM seedbed_seed_rows WHERE label IS NOT NULL ORDER BY label")
        == ["orders first", "shops main"])
  }

  @Test func `what an older version kept of seeds gets labels with the next load`() throws {
    let project = try project(Self.keys, and: "mode: replace\n")
    let store = try project.store()
    try project.load(into: store)
    try store.transaction(.structure) {
      try $0.apply(.dropColumn("label", from: "seedbed_seed_rows"))
    }
    try project.load(into: store)
    #expect(
      try store.column("SELECT count(*), count(label) FROM seedbed_seed_rows") == ["5 2"])
  }

  @Test func `a reference by label holds the key of the row`() throws {
    let plan = try project(
      """
        shops: {main: {name: Main}, old: {id: 018F3A2C-0000-7000-8000-0000000000AB, name: Old}}
        people: {ada: {id: p-1, email: a}}
        orders:
          first: {person_id: ada, shop_id: main}
          second: {person_id: ada, shop_id: old}
      """
    ).plan()
    #expect(plan.cell("person_id", of: "first", in: "orders") == "p-1")
    #expect(
      plan.cell("shop_id", of: "first", in: "orders") == Checksum.identifier(for: "shops/main"))
    #expect(
      plan.cell("shop_id", of: "second", in: "orders") == "018f3a2c-0000-7000-8000-0000000000ab")
  }

  @Test func `a range of labels is one row for each number`() throws {
    let plan = try project(
      #"""
        people:
          "user-{1..50}": {email: "user-{n}@x", joined_at: !now "-{n}d", settings: {n: "{n}"}}
      """#
    ).plan()
    #expect(plan.count == 50)
    #expect(plan.cell("id", of: "user-50", in: "people") == "user-50")
    #expect(plan.cell("email", of: "user-7", in: "people") == "user-7@x")
    #expect(
      plan.cell("joined_at", of: "user-3", in: "people") == "2026-01-12T12:00:00.000000Z")
    #expect(plan.cell("settings", of: "user-3", in: "people") == #"{"n":"3"}"#)
  }

  @Test(arguments: ["{5..1}", "{a..b}", "{1..2..3}", "{1..}", "{1..2000000}", "{}"])
  func `a range that is none is an error`(range: String) throws {
    let problems = try project(#"  people: {"user-\#(range)": {email: a}}"#).problems()
    #expect(problems.contains("a range of labels is written {first..last}, such as user-{1..50}"))
  }

  @Test func `like takes the columns of the row before and its own win`() throws {
    let plan = try project(
      """
        people:
          ada: {email: a, country: NO, zip: 02134}
          bob: {$like: ada, email: b, country: SE}
      """
    ).plan()
    #expect(plan.cell("email", of: "bob", in: "people") == "b")
    #expect(plan.cell("country", of: "bob", in: "people") == "SE")
    #expect(plan.cell("zip", of: "bob", in: "people") == "02134")
  }

  @Test func `like one row of a range takes its number`() throws {
    let plan = try project(
      #"""
        people:
          "user-{1..3}": {email: "user-{n}@x", zip: "{n}"}
          bob: {$like: user-2, email: b}
      """#
    ).plan()
    #expect(plan.cell("zip", of: "bob", in: "people") == "2")
  }

  @Test func `like a row that is not before is an error`() throws {
    #expect(
      try project(
        """
          people:
            ada: {email: a}
            bob: {$like: adda, email: b}
        """
      ).problems() == """
        shop.yaml:6:18: people has no row 'adda' before this one; did you mean 'ada'?
          6 |     bob: {$like: adda, email: b}
            |                  ^^^^
        """)
  }

  @Test func `defaults fill what a row does not say`() throws {
    let plan = try project(
      "  people: {ada: {email: a}, bob: {email: b, country: SE}}",
      and: "defaults: {people: {country: NO}}\n"
    ).plan()
    #expect(plan.cell("country", of: "ada", in: "people") == "NO")
    #expect(plan.cell("country", of: "bob", in: "people") == "SE")
  }

  @Test func `a column without a value has the default of its collection`() throws {
    let plan = try project("  people: {ada: {email: a}}\n  orders: {o: {person_id: ada}}").plan()
    #expect(plan.cell("status", of: "o", in: "orders") == "new")
    #expect(plan.cell("total", of: "o", in: "orders") == "1.00")
  }

  @Test func `a label that two ranges make is an error`() throws {
    #expect(
      try project(
        """
          people:
            "u-{1..3}": {email: "{n}@x"}
            u-2: {email: b}
        """
      ).problems().contains("the label 'u-2' is already at line 5"))
  }

  @Test func `two rows with one key are an error`() throws {
    #expect(
      try project("  people: {ada: {id: p, email: a}, bob: {$like: ada, email: b}}").problems()
        .contains("'bob' has the same key as 'ada' of people"))
  }
}
