import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedSeeds

struct SeedProblemTests {
  @Test func `problems of all rows are told at once with place and caret`() throws {
    let project = try SeedProject([
      "shop": #"""
      set: shop
      clock: 2026-01-15T12:00:00Z
      rows:
        poeple:
          eve: {email: e}
        people:
          ada: {emial: a, country: NO}
          "u-{1..50}": {email: "{n}", born: someday}
        orders:
          first: {person_id: adda, total: 1.005, status: payed}
      expect:
        orders: {count: 2}
      """#
    ])
    #expect(
      project.problems() == #"""
        shop.yaml:5:5: there is no collection 'poeple'; did you mean 'people'?
          5 |     eve: {email: e}
            |     ^^^
          help: collections come from the migrations
        shop.yaml:7:11: 'emial' is not a column of people; did you mean 'email'?
          7 |     ada: {emial: a, country: NO}
            |           ^^^^^
        shop.yaml:8:39: 'born': 'someday' is not a date (YYYY-MM-DD)
          8 |     "u-{1..50}": {email: "{n}", born: someday}
            |                                       ^^^^^^^
        shop.yaml:10:24: no row of people has the label 'adda'; did you mean 'ada'?
          10 |     first: {person_id: adda, total: 1.005, status: payed}
             |                        ^^^^
          help: 'person_id' refers to people by label
        shop.yaml:10:37: 'total': '1.005' has more than 2 digits after the point
          10 |     first: {person_id: adda, total: 1.005, status: payed}
             |                                     ^^^^^
        shop.yaml:10:52: 'status': 'payed' is not one of new, paid; did you mean 'paid'?
          10 |     first: {person_id: adda, total: 1.005, status: payed}
             |                                                    ^^^^^
        shop.yaml:12:19: orders has 1 records, and 2 are expected
          12 |   orders: {count: 2}
             |                   ^
        """#)
  }

  @Test func `a column that is missing is named where no other may be meant`() throws {
    let problems = try SeedProject([
      "shop":
        "set: shop\nrows: {people: {ada: {mail: a}, bob: {phone: b}, cyd: {emial: a, email: b}}}"
    ]).problems()
    #expect(!problems.contains("'ada' has no 'email'"))
    #expect(problems.contains("'bob' has no 'email', and people needs one"))
    #expect(problems.split(separator: "\n").count { $0.contains("is not a column") } == 3)
  }

  @Test func `a column whose letters are composed in another way is not passed over`() throws {
    let table = CollectionSchema(
      name: "t",
      columns: [
        .init(name: "id", type: .text, isPrimaryKey: true),
        .init(name: "caf\u{E9}", type: .text, isNullable: true),
      ])
    let project = try SeedProject(["shop": "set: shop\nrows: {t: {a: {cafe\u{301}: x}}}\n"])
    #expect(
      project.problems(schema: Schema([table])).contains("'cafe\u{301}' is not a column of t"))
  }

  @Test func `problems of all files are told at once`() throws {
    let project = try SeedProject([
      "a": "set: a\nrows: {}\nmodus: insert\n", "b": "set: b\n",
    ])
    let problems = project.problems()
    #expect(problems.contains("a.yaml:3:1: unknown key 'modus'"))
    #expect(problems.contains("b.yaml:1:1: seeds needs the key 'rows'"))
  }

  @Test func `defaults and expectations of an unknown collection are errors`() throws {
    let problems = try SeedProject([
      "shop": """
      set: shop
      defaults: {order: {status: paid}}
      rows: {}
      expect: {poeple: {count: 0}}
      """
    ]).problems()
    #expect(
      problems.contains("shop.yaml:2:12: there is no collection 'order'; did you mean 'orders'?"))
    #expect(
      problems.contains("shop.yaml:4:10: there is no collection 'poeple'; did you mean 'people'?"))
  }

  @Test func `a set twice is an error`() throws {
    let project = try SeedProject(["a": "set: x\nrows: {}\n", "b": "set: x\nrows: {}\n"])
    #expect(project.problems("x").contains("b.yaml:1:6: the name 'x' is already in a.yaml"))
  }

  @Test func `collections that refer to each other in a ring are an error`() throws {
    func collection(_ name: String, to other: String) -> CollectionSchema {
      CollectionSchema(
        name: name,
        columns: [
          .init(name: "id", type: .text, isPrimaryKey: true),
          .init(
            name: "other", type: .text, references: .init(collection: other, column: "id")),
        ])
    }
    let project = try SeedProject([
      "shop": "set: shop\nrows: {a: {x: {other: y}}, b: {y: {other: x}}}\n"
    ])
    #expect(
      project.problems(schema: Schema([collection("a", to: "b"), collection("b", to: "a")]))
        .hasPrefix("a, b refer to each other in a ring"))
  }

  @Test func `a collection without a key is an error`() throws {
    let project = try SeedProject(["shop": "set: shop\nrows: {log: {x: {text: y}}}\n"])
    let schema = Schema([CollectionSchema(name: "log", columns: [.init(name: "text", type: .text)])]
    )
    #expect(
      project.problems(schema: schema)
        .contains("log has no primary key, so a seed cannot know its rows again"))
  }

  @Test(arguments: [ColumnType.float, .bytes])
  func `a key that no text stands for is an error`(type: ColumnType) throws {
    let project = try SeedProject(["shop": "set: shop\nrows: {log: {x: {id: 1.5}}}\n"])
    let schema = Schema([
      CollectionSchema(name: "log", columns: [.init(name: "id", type: type, isPrimaryKey: true)])
    ])
    #expect(
      project.problems(schema: schema)
        .contains("the key of log is \(type), too unsure to know a row by"))
  }
}
