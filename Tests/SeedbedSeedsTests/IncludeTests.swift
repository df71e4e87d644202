import SeedbedCore
import Testing

@testable import SeedbedSeeds

struct IncludeTests {
  @Test func `included sets come first and each once`() throws {
    let project = try SeedProject([
      "shop": "set: shop\ninclude: [left, right]\nrows: {}\n",
      "left": "set: left\ninclude: [base]\nrows: {}\n",
      "right": "set: right\ninclude: [base]\nrows: {}\n",
      "base": "set: base\nrows: {}\n",
    ])
    let sets = try SeedFolder(at: "\(project.path)/seeds").closure(of: "shop")
    #expect(sets.map(\.name) == ["base", "left", "right", "shop"])
  }

  @Test func `a set refers to rows of the sets it includes`() throws {
    let project = try SeedProject([
      "base": "set: base\nclock: 2020-01-01T00:00:00Z\nrows: {people: {ada: {email: a}}}\n",
      "shop": """
      set: shop
      include: [base]
      clock: 2026-01-15T12:00:00Z
      rows: {orders: {first: {person_id: ada, placed_at: !now +0s}}}
      """,
    ])
    let plan = try project.plan()
    #expect(plan.cell("person_id", of: "first", in: "orders") == "ada")
    #expect(plan.cell("joined_at", of: "ada", in: "people") == "2020-01-01T00:00:00.000000Z")
    #expect(plan.cell("placed_at", of: "first", in: "orders") == "2026-01-15T12:00:00.000000Z")
  }

  @Test func `a set expects what it and the sets it includes hold`() throws {
    let project = try SeedProject([
      "base": "set: base\nrows: {shops: {a: {name: A}}}\nexpect: {shops: {count: 1}}\n",
      "shop": """
      set: shop
      include: [base]
      rows: {shops: {b: {name: B}}}
      expect: {shops: {count: 2}}
      """,
    ])
    #expect(project.problems() == "")
  }

  @Test func `a label that two sets have is one problem`() throws {
    let project = try SeedProject([
      "base": "set: base\nrows: {shops: {main: {name: A}}}\n",
      "shop": "set: shop\ninclude: [base]\nrows: {shops: {main: {name: B}}}\n",
    ])
    #expect(
      project.problems() == """
        shop.yaml:3:16: the label 'main' is already at base.yaml:2:16
          3 | rows: {shops: {main: {name: B}}}
            |                ^^^^
        """)
  }

  @Test func `a missing set suggests the near one`() throws {
    let project = try SeedProject([
      "shop": "set: shop\ninclude: [bse]\nrows: {}\n", "base": "set: base\nrows: {}\n",
    ])
    #expect(
      project.problems() == """
        shop.yaml:2:11: there is no seed set 'bse'; did you mean 'base'?
          2 | include: [bse]
            |           ^^^
        """)
  }

  @Test func `a set that includes itself by way of another is an error`() throws {
    let project = try SeedProject([
      "shop": "set: shop\ninclude: [base]\nrows: {}\n",
      "base": "set: base\ninclude: [shop]\nrows: {}\n",
    ])
    #expect(project.problems().contains("the set 'shop' includes itself: shop → base → shop"))
  }

  @Test func `a set that is not there lists those that are`() throws {
    let project = try SeedProject(["shop": "set: shop\nrows: {}\n"])
    #expect(project.problems("other") == "there is no seed set 'other'\n  help: sets: shop")
  }
}
