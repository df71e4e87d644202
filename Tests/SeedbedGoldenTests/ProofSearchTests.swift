import SeedbedCore
import SeedbedFormats
import SeedbedStore
import Testing

@testable import SeedbedGolden

/// Verdicts need no service and no database: rows and answers in, verdicts out.
struct ProofSearchTests {
  private static let visits = CollectionSchema(
    name: "visits",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(name: "page", type: .text),
      .init(name: "status", type: .enumeration(["ok", "failed"])),
      .init(name: "bytes", type: .int),
      .init(name: "paid", type: .decimal(precision: 10, scale: 2)),
      .init(name: "at", type: .timestamp),
    ])

  private typealias Row = [Value]

  private static let first = ProofData(collections: [
    .init(
      schema: visits,
      rows: (0..<30).map { number in
        let hour = number % 24 < 10 ? "0\(number % 24)" : "\(number % 24)"
        return [
          .text("visit-\(number)"), .text(["home", "shop", "help"][number % 3]),
          .text(number % 4 == 0 ? "failed" : "ok"), .int(Int64(number * 37 + 11)),
          .text("\(number * 3 + 1).50"), .text("2026-01-15T\(hour):\(number + 10):00.000000Z"),
        ]
      })
  ])

  /// State A, one row more, two changed states, none, many.
  private static let data: [(String, ProofData)] = {
    var canaries = CanaryData(first, keeping: [], seed: 7)
    return [
      ("first", first), ("one more row", canaries.oneMore()),
      ("changed", canaries.changed(factor: 2)), ("changed again", canaries.changed(factor: 5)),
      ("empty", canaries.empty()), ("large", canaries.changed(factor: 20)),
    ]
  }()

  /// What the search says of an answer that `answer` makes of the rows of each state.
  private func verdicts(
    _ more: String = "", _ answer: ([Row]) -> JSONValue
  ) throws -> [LeafVerdict] {
    try verdicts(of: Self.data.map { answer($0.1.collections[0].rows) }, more)
  }

  private func verdicts(of answers: [JSONValue], _ more: String = "") throws -> [LeafVerdict] {
    let document = try GoldenDocument.read(
      texts: [
        ("golden.yaml", GoldenDocumentTests.service + "endpoints: [{call: GET /a\(more)}]")
      ], folder: "golden")
    var search = ProofSearch(
      Self.data.map { $0.1.state(named: $0.0) }, unrestarted: 1)
    return search.verdicts(of: answers, matchers: document.endpoints[0].matchers, oracles: [])
  }

  private func texts(_ verdicts: [LeafVerdict]) -> [String] {
    verdicts.map { "\($0.leaf) \($0.word): \($0.explanation)" }
  }

  private func number(_ count: Int) -> JSONValue { .number(JSONNumber(Int64(count))) }

  private func bytes(_ row: Row) -> Int { Int(row[3].integer ?? 0) }

  @Test func `counts, sums, extremes and averages are traced`() throws {
    let found = try verdicts { rows in
      let total = rows.reduce(0) { $0 + bytes($1) }
      let failed = rows.filter { $0[2] == "failed" }
      return [
        "visits": number(rows.count), "failed": number(failed.count), "bytes": number(total),
        "most": rows.map(bytes).max().map(number) ?? .null,
        "average": rows.isEmpty
          ? .null
          : JSONNumber("\(Double(total * 100 / rows.count) / 100)").map(JSONValue.number) ?? .null,
      ]
    }
    #expect(
      texts(found) == [
        "$.average traced: average of visits.bytes", "$.bytes traced: sum of visits.bytes",
        "$.failed traced: count of visits where status = 'failed'",
        "$.most traced: greatest visits.bytes", "$.visits traced: count of visits",
      ])
  }

  @Test func `a ratio of two counts is traced`() throws {
    let found = try verdicts { rows in
      let failed = rows.count { $0[2] == "failed" }
      guard !rows.isEmpty else { return ["rate": .null] }
      let rate = Double(failed) / Double(rows.count)
      return ["rate": JSONNumber("\(rate)").map(JSONValue.number) ?? .null]
    }
    #expect(
      texts(found) == [
        "$.rate traced: count of visits where status = 'failed' / count of visits"
      ])
  }

  @Test func `the fields of rows and of groups are traced to their columns`() throws {
    let found = try verdicts { rows in
      let latest = rows.sorted { "\($0[5])\($0[0])" > "\($1[5])\($1[0])" }.prefix(5)
      let pages = Dictionary(grouping: rows) { $0[1].text ?? "" }.sorted { $0.key < $1.key }
      return [
        "latest": .array(
          latest.map { ["page": .string($0[1].text ?? ""), "at": .string($0[5].text ?? "")] }),
        "pages": .array(
          pages.map { page, rows in
            ["name": .string(page), "bytes": number(rows.reduce(0) { $0 + bytes($1) })]
          }),
      ]
    }
    #expect(
      texts(found) == [
        "$.latest[*].at traced: visits.at", "$.latest[*].page traced: visits.page",
        "$.pages[*].bytes traced: sum of visits.bytes by page",
        "$.pages[*].name traced: visits.page",
      ])
  }

  @Test(arguments: [(0, 25), (35, 900), (900, 906)])
  func `a count that is clamped is never proved`(low: Int, high: Int) throws {
    let found = try verdicts { rows in ["visits": number(max(low, min(rows.count, high)))] }
    #expect(found.map(\.isUnproved) == [true])
  }

  @Test func `numbers from a generator seeded by the row count are not proved`() throws {
    for range in [1...10, 50...500] {
      let found = try verdicts { rows in
        var generator = SplitMix(seed: UInt64(rows.count))
        return ["score": number(range.lowerBound + generator.next(below: range.count))]
      }
      #expect(found.map(\.explanation) == ["no column and no aggregate gives it in every state"])
    }
  }

  @Test func `a constant is called one, also in a list`() throws {
    let found = try verdicts { rows in
      [
        "score": 12,
        "latest": .array(rows.suffix(4).map { ["id": .string($0[0].text ?? ""), "score": 25] }),
      ]
    }
    #expect(
      texts(found) == [
        "$.latest[*].id traced: visits.id",
        "$.latest[*].score unproved: the same whatever is in the database",
        "$.score unproved: the same whatever is in the database",
      ])
  }

  @Test func `a cached count is called stale`() throws {
    let counts = Self.data.map { $0.1.collections[0].rows.count }
    let answers = counts.enumerated().map { place, count -> JSONValue in
      ["visits": number(place == 1 ? counts[0] : count)]
    }
    #expect(
      texts(try verdicts(of: answers)) == [
        "$.visits unproved: kept its value when a row was added while the service ran; is it cached?"
      ])
  }

  @Test func `what is declared is noise or static, and says so`() throws {
    let more = #", match: [{path: $.at, ignore: "now"}, {path: $.unit, static: "of the chart"}]"#
    let found = try verdicts(more) { rows in
      ["at": number(rows.count * 3), "unit": "visits", "visits": number(rows.count)]
    }
    #expect(
      texts(found) == [
        "$.at noise: a matcher lets it vary", "$.unit static: of the chart",
        "$.visits traced: count of visits",
      ])
  }

  @Test func `the same data and seed make the same states`() {
    var one = CanaryData(Self.first, keeping: [], seed: 3)
    var other = CanaryData(Self.first, keeping: [], seed: 3)
    #expect(one.changed(factor: 2) == other.changed(factor: 2))
    #expect(one.empty().count == 0)
    #expect(one.oneMore().count == 31)
  }

  /// What the search says of one row, of which `columns` stay in every state, as `answer` shows it.
  private func verdicts(
    ofRowKeeping columns: Set<String>?, _ answer: (Row) -> JSONValue
  ) throws -> [LeafVerdict] {
    let kept = CanaryData.KeptRow(
      collection: "visits", column: "id", value: "visit-4", columns: columns)
    var canaries = CanaryData(Self.first, keeping: [kept], seed: 7)
    let states =
      [Self.first, canaries.oneMore()] + [3, 6, 9, 15].map { canaries.changed(factor: $0) }
    var search = ProofSearch(
      states.enumerated().map { $0.element.state(named: "\($0.offset)") }, unrestarted: 1)
    let answers = states.map { state -> JSONValue? in
      state.collections[0].rows.first { $0[0] == "visit-4" }.map(answer)
    }
    return search.verdicts(of: answers, matchers: [], oracles: [])
  }

  private func shown(_ row: Row) -> JSONValue {
    [
      "id": .string(row[0].text ?? ""), "page": .string(row[1].text ?? ""),
      "bytes": number(bytes(row)), "at": .string(row[5].text ?? ""),
    ]
  }

  @Test func `a row that is the same in every state proves nothing`() throws {
    let found = try verdicts(ofRowKeeping: nil, shown)
    #expect(found.count == 4)
    #expect(found.allSatisfy { $0.verdict == .unproved(.constant) }, "\(texts(found))")
  }

  @Test func `the changed values of a row that keeps its key prove it, and those of before do not`()
    throws
  {
    let found = try verdicts(ofRowKeeping: ["id"], shown)
    #expect(
      texts(found) == [
        "$.at traced: visits.at", "$.bytes traced: visits.bytes", "$.id traced: visits.id",
        "$.page traced: visits.page",
      ])
    let before = shown(Self.first.collections[0].rows[4])
    let stale = try verdicts(ofRowKeeping: ["id"]) { _ in before }
    #expect(stale.allSatisfy { $0.isUnproved }, "\(texts(stale))")
  }

  @Test func `groups that are those of the first state prove nothing`() throws {
    let pages = Dictionary(grouping: Self.first.collections[0].rows) { $0[1].text ?? "" }
      .sorted { $0.key < $1.key }
    let answer = JSONValue.array(
      pages.map { ["page": .string($0), "bytes": number($1.reduce(0) { $0 + bytes($1) })] })
    var search = ProofSearch((0..<6).map { Self.first.state(named: "\($0)") })
    let found = search.verdicts(
      of: Array(repeating: answer, count: 6), matchers: [], oracles: [])
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.isUnproved }, "\(texts(found))")
  }

  @Test func `a date moves, and stays a date`() {
    let days = CollectionSchema(
      name: "days",
      columns: [
        .init(name: "id", type: .int, isPrimaryKey: true), .init(name: "day", type: .date),
      ])
    let rows: [[Value]] = (1...20).map {
      [.int($0), .text($0 == 20 ? "9999-12-31" : "2024-02-28")]
    }
    var canaries = CanaryData(
      ProofData(collections: [.init(schema: days, rows: rows)]), keeping: [], seed: 1)
    let made = Set(canaries.changed(factor: 3).collections[0].rows.compactMap { $0[1].text })
    #expect(made.contains("2024-02-29"))
    #expect(made.contains("2024-03-02"))
    #expect(made.allSatisfy { $0.utf8.count == 10 })
  }

  @Test func `where rows are many, a state does not hold many times as many`() {
    let texts = CollectionSchema(
      name: "texts",
      columns: [
        .init(name: "id", type: .int, isPrimaryKey: true), .init(name: "body", type: .text),
      ])
    let body = Value.text(String(repeating: "a", count: 500_000))
    let rows: [[Value]] = (1...64).map { [.int($0), body] }
    var canaries = CanaryData(
      ProofData(collections: [.init(schema: texts, rows: rows)]), keeping: [], seed: 1)
    let large = canaries.changed(factor: CanaryData.mostFactor)
    #expect((65...150).contains(large.count))
    #expect(large.size.bytes < ProofLimit.grown.bytes)
  }

  @Test func `a row that is kept is in every state as it was`() {
    let kept = CanaryData.KeptRow(collection: "visits", column: "id", value: "visit-4")
    var canaries = CanaryData(Self.first, keeping: [kept], seed: 3)
    let row = Self.first.collections[0].rows[4]
    #expect(canaries.empty().collections[0].rows == [row])
    #expect(canaries.changed(factor: 1).collections[0].rows.contains(row))
  }
}
