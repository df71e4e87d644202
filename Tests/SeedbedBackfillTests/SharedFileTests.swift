import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// Every shared file that fits a collection, with the facts its README states, on both engines.
@Suite(
  .blocking, .enabled(if: SharedData.folder != nil, "the shared data folder is absent"),
  .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct SharedFileTests {
  /// A file, how it is read, and what must come of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let columns: [CollectionSchema.Column]
    let specification: String
    var rejected = 0
    var failure: String?
    /// A query and its answer on SQLite.
    var facts: (sql: String, answer: String)?

    var testDescription: String { file }
  }

  @Test(arguments: cases)
  func `a file loads with its facts, and alike on both engines`(_ item: Case) throws {
    let schema = CollectionSchema(
      name: "records", columns: [.init(name: "id", type: .text, isPrimaryKey: true)] + item.columns)
    let project = try TestProject(shared: item.file, schema)
    let plan = try project.plan("backfill: test\ntarget: records\n\(item.specification)")
    let postgres = try PostgresStore(url: TemporaryPostgres.shared.get().database())
    defer { try? postgres.close() }
    try postgres.transaction(.structure) { try $0.apply(.createCollection(schema)) }
    var checksums: [CollectionChecksum] = []
    for store in [project.store, postgres] as [any Store] {
      let outcome = try BackfillRun(
        on: store, lock: FreeLock(), options: .init(batchSize: 1000),
        now: { Timestamp(seconds: 1_767_225_600) }
      ).load(plan)
      #expect(outcome.failure?.code.name == item.failure)
      #expect(outcome.counts.rejected == item.rejected)
      #expect(outcome.checks.filter { !$0.holds } == [])
      let all = try store.read { try DatabaseChecksum(of: $0, name: "") }.collections
      checksums += all.filter { $0.name == "records" }
    }
    #expect(checksums.count == 2)
    #expect(checksums.first == checksums.last)
    if let facts = item.facts { #expect(try project.rows(facts.sql) == [facts.answer]) }
  }

  private static func text(_ name: String) -> CollectionSchema.Column {
    .init(name: name, type: .text)
  }
  private static func time(_ name: String) -> CollectionSchema.Column {
    .init(name: name, type: .timestamp)
  }
  private static func bigint(_ name: String) -> CollectionSchema.Column {
    .init(name: name, type: .bigint)
  }
  private static let amount = CollectionSchema.Column(
    name: "amount", type: .decimal(precision: 12, scale: 2))

  static let cases: [Case] =
    traces + graph + posts + bank + documents + [
      Case(
        file: "user_activities/github_events.json",
        columns: [
          text("user_id"), text("type"), time("timestamp"), .init(name: "metadata", type: .json),
        ],
        specification: """
          source: {format: json, files: [data/source]}
          map:
            id: {from: id}
            user_id: {from: actor.login, keep: public}
            type: {from: type}
            timestamp: {from: created_at, format: iso8601}
            metadata: {json: "*", keep: public}
          check: [{count: loaded, equals: 100}]
          """,
        facts: (
          "SELECT count(DISTINCT user_id), min(timestamp), max(timestamp) FROM records",
          "23|2023-04-04T12:59:07.000000Z|2023-04-08T05:14:40.000000Z"
        )),
      Case(
        file: "projects/cncf_landscape.yml", columns: [text("name"), text("category")],
        specification: """
          source: {format: yaml, files: [data/source], pointer: /landscape, each: [subcategories, items]}
          key: {source_position: true}
          map: {name: {from: name}, category: {from: outer.outer.name}}
          check: [{count: loaded, equals: 2413}]
          """),
      Case(
        file: "page_visits/apache_combined.log",
        columns: [
          text("user_id"), text("page"), time("visited_at"), .init(name: "status_code", type: .int),
          .init(name: "bytes", type: .bigint, isNullable: true),
        ],
        specification: """
          source: {format: combined_log, files: [data/source]}
          key: {source_position: true}
          map:
            user_id: {from: host, keep: a test}
            page: {from: request.path}
            visited_at: {from: time, format: clf}
            status_code: {from: status}
            bytes: {from: bytes, null_if: ["-"]}
          unmapped: ignore
          rejects: {max: 1}
          check: [{count: loaded, equals: 9999}, {sum: bytes, equals: 2747282505}]
          """, rejected: 1,
        facts: ("SELECT count(DISTINCT user_id) FROM records", "1753")),
      Case(
        file: "user_actions/auth.log",
        columns: [text("action"), text("message"), time("timestamp")],
        specification: """
          source: {format: syslog, files: [data/source], syslog: {rfc: 3164, year: 2015}}
          key: {source_position: true}
          map:
            action: {from: app}
            message: {from: message}
            timestamp: {from: time, format: iso8601_local}
          unmapped: ignore
          check: [{count: loaded, equals: 7121}]
          """,
        facts: (
          """
          SELECT sum(instr(message, 'Failed password') > 0), sum(instr(message, 'Invalid user') > 0)
          FROM records
          """, "713|178"
        )),
    ]

  private static let traces = [
    ("conversation", 19_366, 22_361_870, 4_088_665), ("code", 8_819, 18_059_974, 245_896),
  ].map { trace, count, context, generated in
    Case(
      file: "ai_usage/azure_llm_\(trace).csv",
      columns: [
        time("created_at"), bigint("tokens_used"), bigint("prompt_tokens"),
        bigint("completion_tokens"),
      ],
      specification: """
        source: {format: csv, files: [data/source]}
        key: {source_position: true}
        map:
          created_at: {from: TIMESTAMP, format: iso8601_local, fraction: truncate}
          tokens_used: {sum: [ContextTokens, GeneratedTokens]}
          prompt_tokens: {from: ContextTokens}
          completion_tokens: {from: GeneratedTokens}
        check:
          - {count: loaded, equals: \(count)}
          - {sum: prompt_tokens, equals: \(context)}
          - {sum: completion_tokens, equals: \(generated)}
          - {sum: tokens_used, equals: \(context + generated)}
        """)
  }

  private static let graph = [
    ("topics", "num_pushers", "topic, iso2_code, year, quarter", 72_885),
    ("economy_collaborators", "weight", "source, destination, year, quarter", 74_127),
    ("git_pushes", "git_pushes", "iso2_code, year, quarter", 3_998),
  ].map { name, count, key, records in
    Case(
      file: "analytics/\(name).csv",
      columns: [bigint("count"), .init(name: "properties", type: .json)],
      specification: """
        source: {format: csv, files: [data/source]}
        key: {fields: [\(key)]}
        map: {count: {from: \(count)}, properties: {json: [\(key)]}}
        check: [{count: loaded, equals: \(records)}]
        """)
  }

  /// Not UTF-8: read as that, the posts that are not are refused; in a code page in which every byte means
  /// something, all are there.
  private static let posts = [
    ("obama", 3_207, 44_275_398, "iso-8859-1", 0), ("trump", 3_232, 203_020_696, "iso-8859-1", 0),
    ("obama", 1_829, 27_473_842, "utf-8", 1_378), ("trump", 2_740, 180_615_482, "utf-8", 492),
  ].map { name, count, favourites, encoding, rejected in
    Case(
      file: "social_media_posts/538_\(name).csv",
      columns: [text("content"), bigint("likes"), bigint("shares"), time("posted_at")],
      specification: """
        source: {format: csv, files: [data/source], encoding: \(encoding)}
        key: {fields: [url]}
        map:
          content: {from: text}
          likes: {from: favorites}
          shares: {from: retweets}
          posted_at: {from: created_at, format: "%m/%d/%y %H:%M"}
        unmapped: ignore
        rejects: {max: \(rejected)}
        check: [{count: loaded, equals: \(count)}, {sum: likes, equals: \(favourites)}]
        """, rejected: rejected)
  }

  private static let bank =
    [
      Case(
        file: "email_campaigns/bank_marketing.csv",
        columns: [bigint("duration"), .init(name: "days", type: .int, isNullable: true)],
        specification: """
          source: {format: csv, files: [data/source], dialect: {delimiter: ";"}}
          key: {source_position: true}
          map: {duration: {from: duration}, days: {from: pdays, null_if: ["999"]}}
          unmapped: ignore
          check: [{count: loaded, equals: 4119}, {sum: duration, equals: 1057710}]
          """, facts: ("SELECT count(*) - count(days) FROM records", "3959")),
      Case(
        file: "financial_transactions/chinook.sqlite", columns: [amount, time("transaction_date")],
        specification: """
          source: {format: sqlite, files: [data/source], table: Invoice}
          map:
            id: {from: InvoiceId}
            amount: {from: Total}
            transaction_date: {from: InvoiceDate, format: iso8601_local}
          check: [{count: loaded, equals: 412}, {sum: amount, equals: 2328.60}]
          """, facts: ("SELECT typeof(max(amount)) FROM records", "text")),
      Case(
        file: "financial_transactions/chinook.sqlite", columns: [amount],
        specification: """
          source:
            format: sqlite
            files: [data/source]
            query: SELECT InvoiceLineId, UnitPrice, Quantity FROM InvoiceLine
            order_by: [InvoiceLineId]
          map: {id: {from: InvoiceLineId}, amount: {from: UnitPrice}}
          check: [{count: loaded, equals: 2240}]
          """),
      Case(
        file: "financial_transactions/chinook.sqlite", columns: [text("country")],
        specification: """
          source: {format: sqlite, files: [data/source], table: Customer}
          map: {id: {from: CustomerId}, country: {from: Country}}
          check: [{count: loaded, equals: 59}]
          """),
    ]
    + [
      ("anzcc", 1, 0), ("bank_medium", 3, 0), ("checking", 3, 0), ("decimal_error", 0, 1),
      ("multiple_accounts", 0, 0), ("suncorp", 1, 0),
    ].map { name, loaded, rejected in
      Case(
        file: "financial_transactions/ofx/\(name).ofx",
        columns: [text("user_id"), amount, text("currency"), time("transaction_date")],
        specification: """
          source: {format: ofx, files: [data/source]}
          key: {fields: [account, fitid], keep: a test}
          map:
            user_id: {from: account, keep: a test}
            amount: {from: trnamt, unit: major, currency_from: currency}
            currency: {from: currency}
            transaction_date: {from: dtposted, format: iso8601}
          rejects: {max: \(rejected)}
          check: [{count: loaded, equals: \(loaded)}]
          """, rejected: rejected)
    }

  /// Broken on purpose: what is whole is loaded, what is not is refused or ends the reading.
  private static let documents = [
    ("all_types", 20, 0, nil), ("broken_array", 19, 1, nil), ("bad_cstring", 3, 1, nil),
    ("bad_type", 3, 1, nil), ("invalid_field_name", 4, 0, "bson.torn"), ("deep_nested", 1, 0, nil),
    ("sample", 4, 0, nil), ("partial_file", 2, 0, "bson.torn"),
    ("random_bytes", 0, 0, "bson.length"),
  ].map { (item: (name: String, loaded: Int, rejected: Int, failure: String?)) in
    Case(
      file: "bson/\(item.name).bson", columns: [.init(name: "properties", type: .json)],
      specification: """
        source: {format: bson, files: [data/source]}
        key: {source_position: true}
        map: {properties: {json: "*"}}
        rejects: {max: \(item.rejected)}
        """, rejected: item.rejected, failure: item.failure,
      facts: ("SELECT count(*) FROM records", "\(item.loaded)"))
  }
}

/// Money of the sample shop in a PostgreSQL database.
@Suite(
  .blocking, .enabled(if: SharedData.folder != nil, "the shared data folder is absent"),
  .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct ChinookPostgresTests {
  @Test func `the invoices of the PostgreSQL script total 2328.60`() throws {
    let folder = try #require(SharedData.folder)
    let script = try String(
      contentsOfFile: "\(folder)/financial_transactions/chinook_postgres.sql", encoding: .utf8)
    let tables = try #require(script.ranges(of: "\\c chinook;").last)
    let url = try TemporaryPostgres.shared.get().database()
    let source = try PostgresStore(url: url)
    try source.transaction { try $0.executeScript(String(script[tables.upperBound...])) }
    try source.close()
    let project = try TestProject()
    let outcome = try project.load(
      """
      backfill: test
      target: visits
      source:
        format: postgres
        url: ${CHINOOK}
        query: SELECT invoice_id, total, invoice_date, billing_country FROM invoice
        order_by: [invoice_id]
      map:
        id: {from: invoice_id}
        page: {from: billing_country}
        cost: {from: total}
        visited_at: {from: invoice_date, format: iso8601_local}
      check: [{count: loaded, equals: 412}, {sum: cost, equals: 2328.60}]
      """, environment: ["CHINOOK": url])
    #expect(outcome.isGood)
  }
}
