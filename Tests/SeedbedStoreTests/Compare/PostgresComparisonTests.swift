import SeedbedCore
import SeedbedTestSupport
import Testing

@testable import SeedbedStore

/// The same records in SQLite and in PostgreSQL.
@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct PostgresComparisonTests {
  private static let everything = CollectionSchema(
    name: "everything",
    columns: [
      .init(name: "name", type: .text, isPrimaryKey: true),
      .init(name: "number", type: .bigint, isPrimaryKey: true),
      .init(name: "flag", type: .bool), .init(name: "ratio", type: .float),
      .init(name: "amount", type: .decimal(precision: 12, scale: 4)),
      .init(name: "content", type: .bytes), .init(name: "day", type: .date),
      .init(name: "clock", type: .time), .init(name: "instant", type: .timestamp),
      .init(name: "mark", type: .uuid), .init(name: "details", type: .json, isNullable: true),
      .init(name: "kind", type: .enumeration(["new", "old"])),
    ])

  private let folder: TemporaryFolder
  private let left: any Store
  private let right: any Store

  init() throws {
    folder = try TemporaryFolder()
    left = try StoreURL(folder.path("left.sqlite")).open()
    right = try StoreURL(TemporaryPostgres.shared.get().database()).open()
  }

  private var limits: ComparisonLimits {
    var limits = ComparisonLimits()
    limits.heldRows = 20
    limits.ranges = 8
    limits.rowsInRange = 4
    return limits
  }

  /// 200 rows whose names no language sorts by their bytes.
  private func fill() throws {
    let words = ["a", "B", "_", "é", "Z z", "a b", "ab", "😀"]
    var batch = RowBatch(columnCount: Self.everything.columns.count)
    for row in 0..<200 {
      let digits = row < 10 ? "00\(row)" : row < 100 ? "0\(row)" : "\(row)"
      let values: [Value] = [
        .text(words[row % words.count]), .int(Int64(row) - 100), .bool(row % 2 == 0),
        .float(Double(row) / 7), .decimal(ExactDecimal(unscaled: Int128(row * 500), scale: 4)),
        .bytes([0, UInt8(row), 255]), "2026-02-28", .text(row % 2 == 0 ? "09:30:00" : "09:30:00.5"),
        .timestamp(Timestamp(seconds: Int64(row) * 86_400, nanoseconds: 250_000_000)),
        .text("018f2d3c-0000-7000-8000-000000000\(digits)"),
        row % 5 == 0 ? .null : .json(#"{"b":1.50,"aa":[1e2,"\u00e9\n",{}],"n":\#(row)}"#),
        row % 3 == 0 ? "new" : "old",
      ]
      for value in values { batch.append(value) }
    }
    let target = InsertTarget(
      schema: Self.everything, columns: Self.everything.columns.map(\.name), conflict: .fail)
    for store in [left, right] {
      try store.transaction(.structure) {
        try $0.apply(.createCollection(Self.everything))
      }
      let written = try store.transaction { try $0.insert(batch, into: target).written }
      #expect(written == 200)
    }
  }

  private func compare() throws -> DatabaseComparison {
    try DatabaseComparison(of: left, with: right, limits: limits)
  }

  @Test
  func `records of every type have one checksum on both engines`() throws {
    try fill()
    let checksums = try [left, right].map { store in
      try store.read { try DatabaseChecksum(of: $0, name: "").collections }
    }
    #expect(checksums[0] == checksums[1])
    let found = try compare()
    #expect(found.isEqual)
    #expect(found.collections.map(\.rowsRead) == [400])
  }

  @Test(arguments: [
    ("flag", "NOT flag"), ("ratio", "ratio + 0.001"), ("instant", "'2026-01-01T00:00:00.000001Z'"),
    ("details", #"'{"n":1}'"#), ("kind", "CASE kind WHEN 'new' THEN 'old' ELSE 'new' END"),
  ])
  func `one changed row is found on either side, near it only`(
    column: String, expression: String
  ) throws {
    try fill()
    for store in [left, right] {
      let number = store.engine == .sqlite ? 21 : -38
      _ = try store.transaction { session in
        try session.execute(
          "UPDATE everything SET \(column) = \(expression) WHERE number = \(number)")
      }
    }
    let found = try #require(try compare().collections.first)
    #expect(found.changed == 2 && found.differing == 2)
    #expect(found.rows.map(\.kind) == [.changed(columns: [column]), .changed(columns: [column])])
    #expect(found.rowsRead < 400 + 250)
  }

  @Test
  func `a row deleted or doubled on one side is found`() throws {
    try fill()
    try right.transaction { session in
      try session.execute("DELETE FROM everything WHERE number = 0")
      try session.execute(
        """
        INSERT INTO everything SELECT name, number + 1000, flag, ratio, amount, content, day, clock, instant,
        mark, details, kind FROM everything WHERE number = 5
        """)
    }
    let found = try #require(try compare().collections.first)
    #expect(found.rows.map(\.kind) == [.only(.right), .only(.left)])
    #expect(found.changed == 0)
  }

  @Test
  func `text is cut by its bytes where the server sorts it by a language`() throws {
    for store in [left, right] {
      let collation = store.engine == .sqlite ? "" : #"COLLATE "en-x-icu""#
      let strict = store.engine == .sqlite ? "STRICT" : ""
      try store.transaction {
        try $0.executeScript(
          """
          CREATE TABLE words (word TEXT \(collation) NOT NULL PRIMARY KEY) \(strict);
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
          INSERT INTO words SELECT CASE i % 3 WHEN 0 THEN 'Word ' WHEN 1 THEN 'word_' ELSE 'é' END || i
          FROM n;
          """)
      }
    }
    _ = try right.transaction {
      try $0.execute("UPDATE words SET word = 'word-99' WHERE word = 'é101'")
    }
    let found = try #require(try compare().collections.first)
    #expect(found.onlyLeft == 1 && found.onlyRight == 1 && found.changed == 0)
    #expect(found.key == ["word"])
    // Reading all by digests instead would be another 600 at least.
    #expect(found.rowsRead < 900)
  }
}
