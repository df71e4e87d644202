import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedBackfill

struct StrictValueTests {
  private static let collection = CollectionSchema(
    name: "visits",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(name: "page", type: .text, isNullable: true),
      .init(name: "visited_at", type: .timestamp, isNullable: true),
      .init(name: "day", type: .date, isNullable: true),
      .init(name: "bytes", type: .bigint, isNullable: true),
      .init(name: "cost", type: .decimal(precision: 12, scale: 3), isNullable: true),
      .init(name: "score", type: .float, isNullable: true),
    ])

  /// The values a mapping makes of `lines`, whose fields are n, x and currency, or the codes of their rejects.
  private func values(
    _ column: String, _ mapping: String, of lines: [String], format: String = "csv"
  ) throws -> [String] {
    let project = try TestProject(Self.collection)
    let lines =
      format == "csv"
      ? ["n;x;currency"] + lines.enumerated().map { "\($0);\($1)\($1.contains(";") ? "" : ";")" }
      : lines.enumerated().map { "{\"n\":\"\($0)\",\"x\":\($1)}" }
    try project.write(lines.joined(separator: "\n") + "\n", to: "data.txt")
    let dialect = format == "csv" ? ", dialect: {delimiter: \";\"}" : ""
    let outcome = try project.load(
      """
      backfill: test
      target: visits
      source: {format: \(format), files: [data.txt]\(dialect)}
      map: {id: {from: n}, \(column): \(mapping)}
      rejects: {max: 100}
      """)
    #expect(outcome.failure == nil)
    let rows = try project.rows("SELECT id, \(column) FROM visits")
    let rejects = try project.rejects().map { "\($0.number - 1)|\($0.code)" }
    return (rows + rejects).sorted().map { String($0.dropFirst(2)) }
  }

  private func refusals(_ mapping: String) -> [String] {
    problems {
      let project = try TestProject(Self.collection)
      try project.write("n,x\n", to: "data.csv")
      return try project.plan(
        """
        backfill: test
        target: visits
        source: {format: csv, files: [data.csv]}
        map: {id: {from: n}, \(mapping)}
        """)
    }
  }

  @Test func `a flag in other words is a reject that names the mapping which reads it`() throws {
    let project = try TestProject()
    let specification = """
      backfill: test
      target: visits
      source: {format: csv, files: [data.csv]}
      map: {id: {from: id}, page: {value: /}, is_member: {from: m}}
      rejects: {max: 100}
      """
    try project.write("id,m\na,1\nb,true\nc,0\n", to: "data.csv")
    try project.load(specification)
    let hint = #"words: {"1": true, "0": false}"#
    #expect(
      try project.rejects().first?.message
        == "'1' is not true or false; '\(hint)' says what others mean")
    let mended = specification.replacing("{from: m}", with: "{from: m, \(hint)}")
    #expect(try project.load(mended, restart: true).counts.rejected == 0)
  }

  // MARK: Zones

  @Test func `a local time is of its zone, and an hour that is not clear is a reject`() throws {
    #expect(
      try values(
        "visited_at", "{from: x, format: iso8601_local, zone: Europe/Berlin}",
        of: ["2026-07-15 12:00:00", "2026-03-29 02:30:00", "2026-10-25 02:30:00"]) == [
          "2026-07-15T10:00:00.000000Z", "time.missing-hour", "time.doubled-hour",
        ])
  }

  @Test(arguments: [
    ("earlier", "2026-03-08T06:30:00.000000Z", "2026-11-01T05:30:00.000000Z"),
    ("later", "2026-03-08T07:30:00.000000Z", "2026-11-01T06:30:00.000000Z"),
  ])
  func `an hour that is not clear follows what the mapping declares`(
    choice: String, missing: String, doubled: String
  ) throws {
    #expect(
      try values(
        "visited_at",
        """
        {from: x, format: "%d/%m/%Y %H:%M", zone: America/New_York, missing_hour: \(choice), \
        doubled_hour: \(choice)}
        """, of: ["08/03/2026 02:30", "01/11/2026 01:30"]) == [missing, doubled])
  }

  @Test func `a reject says which hour it was`() throws {
    let project = try TestProject(Self.collection)
    try project.write("n,x\n1,2026-10-25 02:30:00\n", to: "data.csv")
    try project.load(
      """
      backfill: test
      target: visits
      source: {format: csv, files: [data.csv]}
      map: {id: {from: n}, visited_at: {from: x, format: iso8601_local, zone: Europe/Berlin}}
      rejects: {max: 1}
      """)
    #expect(
      try project.rejects().map(\.message) == [
        "2026-10-25 02:30:00 came twice in Europe/Berlin; 'doubled_hour' says which one it is"
      ])
  }

  @Test func `a time that leaves the years of the calendar by its zone is a reject`() throws {
    #expect(
      try values(
        "visited_at", "{from: x, format: iso8601_local, zone: America/New_York}",
        of: ["9999-12-31 23:00:00"]) == ["type.range"])
  }

  @Test(arguments: [
    (
      "visited_at: {from: x, format: iso8601_local, zone: Europe/Berln}",
      "4:73: there is no time zone 'Europe/Berln'; did you mean 'Europe/Berlin'?"
    ),
    (
      "visited_at: {from: x, format: clf, zone: Europe/Berlin}",
      "4:63: 'zone' is for times that do not say theirs, and this format has it"
    ),
    (
      "visited_at: {from: x, zone: Europe/Berlin}",
      "4:50: 'zone' goes with 'format', and 'visited_at' has none"
    ),
    (
      "visited_at: {from: x, format: iso8601_local, missing_hour: later}",
      "4:81: 'missing_hour' goes with 'zone', and 'visited_at' has none"
    ),
  ])
  func `a zone that cannot be used is refused`(mapping: String, expected: String) {
    #expect(refusals(mapping) == [expected])
  }

  // MARK: Dates

  @Test func `a date may be written in a declared format`() throws {
    #expect(
      try values(
        "day", "{from: x, format: \"%d.%m.%Y\"}", of: ["15.01.2026", "30.02.2026", "2026-01-15"])
        == ["2026-01-15", "type.date", "type.date"])
    #expect(
      try values(
        "day", "{from: x, format: iso8601_local}", of: ["2026-01-15", "2026-01-15 12:00"]) == [
          "2026-01-15", "type.date-time",
        ])
  }

  @Test func `a date has no zone`() {
    #expect(
      refusals("day: {from: x, format: epoch_s}") == [
        "4:22: a date has no zone, so its 'format' names none, and there is no 'zone', and 'day' is date"
      ])
  }

  @Test(arguments: [
    ("epoch_s", "1768478400.5", "2026-01-15T12:00:00.500000Z"),
    ("epoch_ms", "1768478400000", "2026-01-15T12:00:00.000000Z"),
    ("epoch_us", "1768478400000001", "2026-01-15T12:00:00.000001Z"),
    ("epoch_ns", "1768478400000000001", "type.timestamp-precision"),
    ("epoch_ns", "1768478400000001000", "2026-01-15T12:00:00.000001Z"),
    ("epoch_s", "253402300800", "type.timestamp"),
  ])
  func `an epoch counts in its declared unit`(unit: String, text: String, expected: String) throws {
    #expect(try values("visited_at", "{from: x, format: \(unit)}", of: [text]) == [expected])
  }

  // MARK: Numbers

  @Test func `integers end where 64 bits do`() throws {
    #expect(
      try values(
        "bytes", "{from: x}",
        of: [
          "9223372036854775807", "-9223372036854775808", "9223372036854775808",
          "-9223372036854775809", "1e3", "1.0", "1.5", "99999999999999999999999999999999999999",
        ]) == [
          "9223372036854775807", "-9223372036854775808", "type.range", "type.range", "1000", "1",
          "type.int", "type.range",
        ])
  }

  @Test func `a float holds whole numbers exactly or not at all`() throws {
    #expect(
      try values(
        "score", "{from: x}",
        of: [
          "9007199254740992", "9007199254740993", "36893488147419103000", "0.1", "1e-400", "0e9",
        ])
        == [
          "9007199254740992.0", "type.float-inexact", "3.6893488147419103e+19", "0.1",
          "type.float-inexact", "0.0",
        ])
  }

  @Test func `numbers may have declared marks`() throws {
    #expect(
      try values(
        "cost", "{from: x, decimal_mark: \",\", group_mark: \".\"}",
        of: ["1.234,50", "-0,125", "1234.5", "12"]) == [
          "1234.500", "-0.125", "type.number-marks", "12.000",
        ])
  }

  @Test func `a value out of its bounds is a reject`() throws {
    #expect(
      try values("bytes", "{from: x, min: 0, max: 150}", of: ["0", "150", "-1", "151", ""]) == [
        "0", "150", "range.min", "range.max", "null",
      ])
    #expect(
      try values("cost", "{from: x, min: -0.5}", of: ["-0.50", "-0.501"]) == [
        "-0.500", "range.min",
      ])
    #expect(
      try values("score", "{from: x, max: 1}", of: ["1", "1.5"], format: "ndjson") == [
        "1.0", "range.max",
      ])
    #expect(
      try values(
        "visited_at", "{from: x, format: epoch_s, min: 2020-01-01T00:00:00Z}",
        of: ["0", "1600000000"]
      ) == ["range.min", "2020-09-13T12:26:40.000000Z"])
  }

  @Test(arguments: [
    (
      "page: {from: x, min: 1}",
      "4:22: 'min' and 'max' are for numbers and times, and 'page' is text"
    ),
    ("bytes: {from: x, max: many}", "4:44: 'bytes': 'many' is not an integer"),
    (
      "bytes: {from: x, min: 2, max: 1}",
      "4:22: nothing is both at least 'min' and at most 'max', and 'bytes' is bigint"
    ),
    ("page: {value: a, min: 1}", "4:44: 'min' goes with 'from', and 'page' has none"),
  ])
  func `bounds that bound nothing are refused`(mapping: String, expected: String) {
    #expect(refusals(mapping) == [expected])
  }

  // MARK: Money

  @Test func `minor units become whole ones by the currency of the record`() throws {
    #expect(
      try values(
        "cost", "{from: x, unit: minor, currency_from: currency}",
        of: ["1050;eur", "1050;JPY", "1050;KWD", "-5;USD", "10.5;EUR", "1050;XXX", "x;EUR"]) == [
          "10.500", "1050.000", "1.050", "-0.050", "money.minor-fraction", "money.currency",
          "money.amount",
        ])
  }

  @Test func `major units have no more digits than their currency`() throws {
    #expect(
      try values(
        "cost", "{from: x, currency_from: currency}",
        of: ["10.50;EUR", "10.505;EUR", "10.500;EUR", "10.5;JPY", "10;JPY"]) == [
          "10.500", "money.fraction", "10.500", "money.fraction", "10.000",
        ])
  }

  @Test func `an amount in a tree is read from the digits it is written with`() throws {
    #expect(
      try values(
        "cost", "{from: x, unit: minor, currency: USD}", of: ["1050", "\"7\"", "1.5"],
        format: "ndjson") == ["10.500", "type.string", "money.minor-fraction"])
    #expect(
      try values(
        "cost", "{from: x, unit: minor, currency: USD, written_as: text}", of: ["1050", "\"7\""],
        format: "ndjson") == ["10.500", "0.070"])
  }

  @Test func `an amount that does not fit its column is a reject`() throws {
    #expect(
      try values("cost", "{from: x, unit: minor, currency: CLF}", of: ["10001"]) == [
        "type.decimal-scale"
      ])
  }

  @Test(arguments: [
    (
      "cost: {from: x, unit: minor}",
      "4:44: how many minor units there are depends on the currency"
    ),
    ("cost: {from: x, currency: EURO}", "4:48: there is no currency 'EURO' in ISO 4217"),
    (
      "bytes: {from: x, currency: EUR}",
      "4:22: 'unit' and 'currency' are for decimals, and 'bytes' is bigint"
    ),
    (
      "cost: {from: x, currency: EUR, currency_from: y}",
      "4:68: the currency is said by currency or currency_from"
    ),
  ])
  func `money that is not clear is refused`(mapping: String, expected: String) {
    #expect(refusals(mapping) == [expected])
  }

  // MARK: Words

  @Test func `other words are rejects where that is declared`() throws {
    #expect(
      try values(
        "page", "{from: x, words: {a: /a, \"7\": /7}, other_words: reject}",
        of: ["\"a\"", "7", "\"b\""],
        format: "ndjson") == ["/a", "/7", "map.word"])
  }
}
