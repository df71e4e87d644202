import SeedbedCore
import SeedbedFormats
import SeedbedMigrations
import SeedbedStore
import Testing

@testable import SeedbedBackfill
@testable import SeedbedReport
@testable import SeedbedSeeds
@testable import SeedbedStore

struct NumbersTests {
  @Test
  func `digits are grouped by three`() {
    #expect(Numbers.grouped(0) == "0")
    #expect(Numbers.grouped(999) == "999")
    #expect(Numbers.grouped(1000) == "1,000")
    #expect(Numbers.grouped(2_747_282_505) == "2,747,282,505")
    #expect(Numbers.grouped(-12_345) == "-12,345")
  }

  @Test
  func `one of a thing is singular`() {
    #expect(Numbers.counted(1, "record") == "1 record")
    #expect(Numbers.counted(0, "record") == "0 records")
  }
}

struct ColumnsTests {
  @Test
  func `columns are as wide as their widest entry, numbers to the right`() {
    var columns = Columns(rightAligned: [1])
    columns.add("orders", "5")
    columns.add("ai_usage", "1,024")
    #expect(columns.lines() == ["  orders        5", "  ai_usage  1,024"])
  }
}

struct TextReportTests {
  private let report = TextReport(Paint(isColored: false))

  @Test
  func `a plan with nothing in it says so`() {
    let plan = MigrationPlan(for: [], after: [])
    #expect(report.text(of: plan, steps: true) == "0 migrations applied, 0 pending")
  }

  @Test
  func `a lost migration file is marked`() {
    let plan = MigrationPlan(
      for: [],
      after: [
        AppliedMigration(
          id: "20260101-first", checksum: Checksum(of: ""), manner: .applied, appliedAt: "")
      ])
    #expect(
      report.text(of: plan, steps: false)
        == """
          ! 20260101-first  applied, and its file is gone
        1 migration applied, 1 of them without a file, 0 pending
        """)
  }

  @Test
  func `a load says what it found there`() {
    let outcome = SeedOutcome(
      set: "shop", mode: .upsert,
      loaded: [
        .init(collection: "people", count: 4, present: 2, changed: 1),
        .init(collection: "orders", count: 1),
      ], removed: 0)
    #expect(
      report.text(of: outcome) == """
          people  4
          orders  1
          ✓ 5 records of set shop, 1 of them changed, 2 of them there already
        """)
    let json = outcome.json
    #expect(
      ["inserted", "changed", "present"].map { json[$0] } == [2, 1, 2] as [JSONValue])
  }

  @Test
  func `rejects show their place and code`() {
    let reject = Reject(
      file: "a.csv", place: RecordPlace(number: 3, line: 4, offset: 98, length: 32), stage: .map,
      code: "type.decimal", column: "total", message: "'ten' is no number")
    #expect(
      report.text(of: [reject])
        == """
          a.csv:4: 'total': 'ten' is no number
              type.decimal at map, record 3, byte 98, 32 bytes
        """)
  }

  @Test
  func `a list of open and settled rejects says which is which`() {
    var settled = Reject(
      file: "a.csv", place: RecordPlace(number: 3, line: 4, offset: 98, length: 1), stage: .map,
      code: "type.int", column: nil, message: "'x' is no number")
    let open = settled
    settled.settled = .loaded
    let lines = report.text(of: [open, settled]).split(separator: "\n")
    #expect(lines[1] == "      type.int at map, record 3, byte 98, 1 byte, open")
    #expect(lines[3] == "      type.int at map, record 3, byte 98, 1 byte, settled: loaded")
  }

  @Test
  func `what is more than three rejects is counted, one as one`() {
    let reject = Reject(
      file: "a.csv", place: RecordPlace(number: 3, line: 4, offset: 98, length: 1), stage: .map,
      code: "type.int", column: nil, message: "'x' is no number")
    let four = Array(repeating: reject, count: 4)
    #expect(report.lines(of: Array(four.prefix(3)), among: 3).count == 3)
    #expect(report.lines(of: four, among: 4).last == "      and 1 more reject")
    #expect(report.lines(of: four, among: 5).last == "      and 2 more rejects")
  }

  @Test
  func `colours are written only where there are any`() {
    #expect(Paint(isColored: false).good("✓") == "✓")
    #expect(Paint(isColored: true).good("✓") == "\u{1B}[32m✓\u{1B}[0m")
  }
}

struct HTMLReportTests {
  private func page(database: String) throws -> String {
    let summary = RunSummary(database: database, startedAt: Timestamp(seconds: 1_768_478_400))
    return try HTMLReport().html(of: summary)
  }

  @Test
  func `the same run gives the same bytes`() throws {
    #expect(try page(database: "shop.sqlite") == page(database: "shop.sqlite"))
    #expect(try page(database: "shop.sqlite").contains("2026-01-15 12:00:00 UTC"))
  }

  @Test
  func `what a database is called cannot become markup`() throws {
    let page = try page(database: "<script>alert(1)</script>")
    #expect(!page.contains("<script>"))
    #expect(page.contains("&lt;script&gt;"))
  }

  @Test
  func `the page needs nothing from elsewhere`() throws {
    let page = try page(database: "shop.sqlite")
    for word in ["http://", "https://", "src=", "<link", "@import"] {
      #expect(!page.contains(word))
    }
  }
}

struct JSONReportTests {
  @Test
  func `a problem says its place`() {
    let diagnostic = Diagnostic(
      Diagnostic.Code("seed.value", .invalidFile), "no number", help: "write one",
      at: Location(file: "a.yaml", line: 3, column: 5))
    #expect(
      JSONWriter.text(diagnostic.json, pretty: false)
        == """
        {"cause":null,"code":"seed.value","column":5,"file":"a.yaml","help":"write one","line":3,\
        "message":"no number"}
        """)
  }
}
