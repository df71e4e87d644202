import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedSeeds

struct SeedRunTests {
  /// Three people by a range, and an order of each collection's kind of key.
  private static func shop(_ mode: String, country: String = "NO") -> String {
    #"""
    set: shop
    clock: 2026-01-15T12:00:00Z
    mode: \#(mode)
    rows:
      orders:
        first: {person_id: p-1, shop_id: main, total: 10.5, placed_at: !now -1d}
      memberships:
        chess: {person_id: p-1, club: chess}
      people:
        "p-{1..3}": {email: "p{n}@x", country: \#(country)}
      shops:
        main: {name: Main}
    """#
  }

  @Test func `parents go in before their children`() throws {
    let project = try SeedProject(["shop": Self.shop("replace")])
    let outcome = try project.load(into: project.store())
    #expect(
      outcome.loaded == [
        .init(collection: "people", count: 3), .init(collection: "shops", count: 1),
        .init(collection: "memberships", count: 1), .init(collection: "orders", count: 1),
      ])
  }

  @Test func `the database holds what the rows say`() throws {
    let project = try SeedProject(["shop": Self.shop("replace")])
    let store = try project.store()
    try project.load(into: store)
    let id = Checksum.identifier(for: "shops/main")
    #expect(
      try store.dump() == [
        "memberships: person_id=p-1 club=chess",
        """
        orders: id=1 person_id=p-1 shop_id=\(id) total=10.50 status=new \
        placed_at=2026-01-14T12:00:00.000000Z
        """,
        """
        people: id=p-1 email=p1@x country=NO zip=null born=null \
        joined_at=2026-01-15T12:00:00.000000Z settings=null photo=null
        """,
        """
        people: id=p-2 email=p2@x country=NO zip=null born=null \
        joined_at=2026-01-15T12:00:00.000000Z settings=null photo=null
        """,
        """
        people: id=p-3 email=p3@x country=NO zip=null born=null \
        joined_at=2026-01-15T12:00:00.000000Z settings=null photo=null
        """,
        "shops: id=\(id) name=Main",
      ])
  }

  @Test(arguments: ["replace", "upsert"])
  func `loading twice gives the same rows`(mode: String) throws {
    let project = try SeedProject(["shop": Self.shop(mode)])
    let store = try project.store()
    try project.load(into: store)
    let first = try store.dump()
    try project.load(into: store)
    #expect(try store.dump() == first)
  }

  @Test func `replace removes what an earlier set put`() throws {
    let project = try SeedProject([
      "shop": Self.shop("replace"),
      "other": """
      set: other
      clock: 2026-01-15T12:00:00Z
      mode: replace
      rows: {people: {eve: {email: e}}}
      """,
    ])
    let store = try project.store()
    try project.load(into: store)
    #expect(try project.load("other", into: store).removed == 6)
    #expect(try store.column("SELECT id FROM people") == ["eve"])
    #expect(try store.column("SELECT id FROM orders") == [])
  }

  @Test func `replace keeps rows that came from elsewhere`() throws {
    let project = try SeedProject(["shop": Self.shop("replace")])
    let store = try project.store()
    try store.execute("INSERT INTO people (id, email) VALUES ('guest', 'g')")
    try store.execute("INSERT INTO memberships VALUES ('guest', 'chess')")
    try project.load(into: store)
    try store.execute("INSERT INTO memberships VALUES ('p-1', 'go')")
    #expect(try project.load(into: store).removed == 6)
    #expect(
      try store.column("SELECT id FROM people ORDER BY id") == ["guest", "p-1", "p-2", "p-3"])
    #expect(
      try store.column("SELECT * FROM memberships ORDER BY 1, 2") == [
        "guest chess", "p-1 chess", "p-1 go",
      ])
  }

  @Test func `replace of a parent that others need changes nothing`() throws {
    let project = try SeedProject([
      "shop": Self.shop("replace"), "empty": "set: empty\nmode: replace\nrows: {}\n",
    ])
    let store = try project.store()
    try project.load(into: store)
    try store.execute("INSERT INTO memberships VALUES ('p-2', 'go')")
    let before = try store.dump()
    #expect(throws: Diagnostic.self) { try project.load("empty", into: store) }
    #expect(try store.dump() == before)
  }

  @Test func `replace finds keys that were written in another form`() throws {
    let project = try SeedProject(
      [
        "shop": """
        set: shop
        mode: replace
        clock: 2026-01-15T12:00:00Z
        rows:
          shops: {main: {id: 018F3A2C00007000800000000000ABCD, name: Main}}
          people: {ada: {id: !env WHO, email: a}}
          orders: {first: {id: !env NUMBER, person_id: ada}}
        """
      ], environment: ["WHO": "ada-1", "NUMBER": "1e3"])
    let store = try project.store()
    try project.load(into: store)
    #expect(try project.load(into: store).removed == 3)
    #expect(try store.column("SELECT id, person_id FROM orders") == ["1000 ada-1"])
  }

  @Test func `replace needs the test mark`() throws {
    let project = try SeedProject(["shop": Self.shop("replace")])
    let store = try project.store(marked: false)
    let error = #expect(throws: Diagnostic.self) { try project.load(into: store) }
    #expect(error?.code == .testMarkMissing)
    #expect(try store.dump() == [])
  }

  @Test func `the name of the database stands in for the mark`() throws {
    let project = try SeedProject(["shop": Self.shop("replace")])
    let store = try project.store(marked: false)
    let outcome = try SeedRun(on: store).load(project.plan(), confirmation: store.name)
    #expect(outcome.count == 6)
  }

  @Test(arguments: ["insert", "upsert"])
  func `other modes need no mark to add records`(mode: String) throws {
    let project = try SeedProject(["shop": Self.shop(mode)])
    #expect(try project.load(into: project.store(marked: false)).count == 6)
  }

  @Test func `upsert changes the row that is there`() throws {
    let project = try SeedProject(["shop": Self.shop("upsert")])
    let store = try project.store()
    try store.execute("INSERT INTO people (id, email, country) VALUES ('p-2', 'old', 'SE')")
    try project.load(into: store)
    #expect(
      try store.column("SELECT id, email, country FROM people ORDER BY id") == [
        "p-1 p1@x NO", "p-2 p2@x NO", "p-3 p3@x NO",
      ])
  }

  @Test func `rows that were there before an upsert outlive a later replace`() throws {
    let project = try SeedProject([
      "shop": Self.shop("upsert"), "empty": "set: empty\nmode: replace\nrows: {}\n",
    ])
    let store = try project.store()
    try store.execute("INSERT INTO people (id, email, country) VALUES ('p-2', 'old', 'SE')")
    try project.load(into: store)
    try project.load("empty", into: store)
    #expect(try store.column("SELECT id, email FROM people") == ["p-2 p2@x"])
  }

  @Test func `rows a seed put before an upsert stay its own`() throws {
    let project = try SeedProject([
      "shop": Self.shop("upsert"), "empty": "set: empty\nmode: replace\nrows: {}\n",
    ])
    let store = try project.store()
    try project.load(into: store)
    try project.write(Self.shop("upsert", country: "SE"), to: "shop")
    try project.load(into: store)
    #expect(try store.column("SELECT DISTINCT country FROM people") == ["SE"])
    try project.load("empty", into: store)
    #expect(try store.dump() == [])
  }

  @Test func `insert names the row whose key is taken and changes nothing`() throws {
    let project = try SeedProject(["shop": Self.shop("insert")])
    let store = try project.store()
    try store.execute("INSERT INTO people (id, email) VALUES ('p-2', 'old')")
    let before = try store.dump()
    let error = #expect(throws: Diagnostics.self) { try project.load(into: store) }
    #expect(error?.items.map(\.message) == ["'p-2' of people is there already"])
    #expect(error?.items.first?.location?.line == 10)
    #expect(try store.dump() == before)
  }

  @Test func `insert leaves alone what it loaded before`() throws {
    let project = try SeedProject(["shop": Self.shop("insert")])
    let store = try project.store(marked: false)
    #expect(try project.load(into: store).present == 0)
    let before = try store.dump()
    #expect(try project.load(into: store).present == 6)
    #expect(try store.dump() == before)
  }

  @Test func `insert says what is other than it loaded before, and changes nothing`() throws {
    let project = try SeedProject(["shop": Self.shop("insert")])
    let store = try project.store()
    try project.load(into: store)
    try project.write(Self.shop("insert", country: "SE"), to: "shop")
    let before = try store.dump()
    let error = #expect(throws: Diagnostics.self) { try project.load(into: store) }
    let first = try #require(error?.items.first)
    #expect(
      first.message
        == "the set 'shop' loaded 'p-1' of people before, and 'country' is not what the file says")
    #expect(first.help?.contains("write 'mode: replace' or 'mode: upsert'") == true)
    #expect(first.location?.line == 10)
    #expect(first.location?.column == 44)
    #expect(try store.dump() == before)
  }

  @Test func `insert is the mode of a set that names none`() throws {
    let project = try SeedProject(["shop": "set: shop\nrows: {}\n"])
    #expect(try project.plan().mode == .insert)
  }
}
