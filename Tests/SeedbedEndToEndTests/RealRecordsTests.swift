import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedStore
import SeedbedTestSupport
import Testing

/// Records of the real world, in both engines by the same files.
@Suite(
  .blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
  .enabled(if: SharedData.folder != nil, "the shared data folder is absent"))
struct RealRecordsTests {
  private let folder: TemporaryFolder
  private var root: URL { URL(filePath: folder.path) }

  /// Collection, file, and how its records become those of the collection.
  private static let backfills = [
    (
      "page_visits", "page_visits/apache_combined.log",
      """
      source: {format: combined_log, files: [data/page_visits]}
      key: {source_position: true}
      map:
        user_id: {from: host, keep: "public logs"}
        page: {from: request.path, keep: "public logs"}
        visited_at: {from: time, format: clf}
        referrer: {from: referrer, null_if: ["-"], keep: "public logs"}
        user_agent: {from: user_agent, null_if: ["-"], keep: "public logs"}
        status_code: {from: status}
        bytes: {from: bytes, null_if: ["-"]}
      rejects: {max: 1}
      check: [{count: loaded, equals: 9999}, {sum: bytes, equals: 2747282505}]
      """
    ),
    (
      "ai_usage", "ai_usage/azure_llm_conversation.csv",
      """
      source: {format: csv, files: [data/ai_usage]}
      key: {source_position: true}
      map:
        user_id: {value: azure}
        service_type: {value: conversation}
        model: {value: unknown}
        tokens_used: {from: ContextTokens}
        prompt_tokens: {from: ContextTokens}
        completion_tokens: {from: GeneratedTokens}
        status: {value: completed}
        created_at: {from: TIMESTAMP, format: iso8601_local, fraction: truncate}
        metadata: {json: "*"}
      check: [{count: loaded, equals: 19366}, {sum: prompt_tokens, equals: 22361870}]
      """
    ),
    (
      "user_activities", "user_activities/github_events.json",
      """
      source: {format: json, files: [data/user_activities]}
      map:
        id: {from: id}
        user_id: {from: actor.login, keep: "public events"}
        type: {from: type}
        message: {from: repo.name, keep: "public events"}
        timestamp: {from: created_at, format: iso8601}
        metadata: {json: "*", keep: "public events"}
      check: [{count: loaded, equals: 100}]
      """
    ),
    (
      "projects", "projects/cncf_landscape.yml",
      """
      source: {format: yaml, files: [data/projects], pointer: /landscape/0/subcategories/0/items}
      key: {fields: [name]}
      map:
        user_id: {value: cncf}
        name: {from: name, keep: "names of projects"}
        status: {value: active}
        created_at: {value: "2015-12-11T00:00:00Z"}
        updated_at: {value: "2015-12-11T00:00:00Z"}
      check: [{count: loaded, equals: 66}]
      """
    ),
    (
      "email_campaigns", "email_campaigns/bank_marketing.csv",
      """
      source: {format: csv, files: [data/email_campaigns], dialect: {delimiter: ";"}}
      key: {source_position: true}
      map:
        user_id: {from: job}
        name: {from: contact, keep: "no names"}
        subject: {from: month}
        status: {value: sent}
        recipients: {from: campaign}
        opens: {from: previous}
      check: [{count: loaded, equals: 4119}]
      """
    ),
    (
      "user_actions", "user_actions/auth.log",
      """
      source: {format: syslog, files: [data/user_actions], syslog: {rfc: 3164, year: 2015}}
      key: {source_position: true}
      map:
        user_id: {value: root}
        action: {from: app}
        status: {value: completed}
        timestamp: {from: time, format: iso8601_local}
        metadata: {json: [message], keep: "public logs"}
      check: [{count: loaded, equals: 7121}]
      """
    ),
  ]

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: Installation.root.appending(path: "migrations"), to: root.appending(path: "migrations"))
    try folder.write("database: records.sqlite\n", to: "seedbed.yaml")
    try folder.write("", to: "seeds/history/data/.keep")
    for (collection, file, text) in Self.backfills {
      try folder.write(
        "backfill: \(collection)\ntarget: \(collection)\nunmapped: ignore\n\(text)\n",
        to: "seeds/history/\(collection).yaml")
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("seeds/history/data/\(collection)"),
        withDestinationPath: "\(SharedData.folder ?? "")/\(file)")
    }
  }

  private func run(_ arguments: [String], status: Int32 = 0) throws -> String {
    let run = try Invocation.seedbed(arguments, in: root)
    #expect(run.status == status, "\(arguments): \(run.output)\(run.errors)")
    return run.output
  }

  private func json(_ text: String) throws -> JSONValue {
    try JSONReader.read(bytes: Array(text.utf8), named: "output")
  }

  @Test
  func `real records have one checksum in both engines, and a changed row is found`() throws {
    let urls = ["records.sqlite", try TemporaryPostgres.shared.get().database()]
    for url in urls {
      _ = try run(["migrate", "up", "--database", url])
      _ = try run(["backfill", "run", "--database", url])
    }
    let checksums = try urls.map { try json(run(["db", "checksum", $0, "--json"])) }
    #expect(checksums[0]["checksum"]?.string?.count == 64)
    #expect(checksums[0]["checksum"] == checksums[1]["checksum"])
    #expect(checksums[0]["collections"] == checksums[1]["collections"])
    #expect(checksums[1]["collections"]?["ai_usage"]?["records"] == 19366)
    _ = try run(["db", "compare"] + urls)

    let changes = [
      ("sqlite:\(folder.path("records.sqlite"))", "ai_usage", "completion_tokens"),
      (urls[1], "page_visits", "bytes"),
    ]
    for (url, collection, column) in changes {
      let key = try change(column, of: collection, in: url)
      let text = try run(["db", "compare"] + urls + ["--json"], status: 1)
      let found = try json(text)["collections"]?.elements?.first {
        $0["collection"]?.string == collection
      }
      #expect(found?["changed"] == 1)
      #expect(
        found?["rows"]
          == [
            [
              "difference": "changed", "columns": [.string(column)], "count": 1,
              "row": ["id": .string(key)],
            ]
          ])
    }
  }

  /// Changes one row in the middle.
  ///
  /// - Returns: its key.
  private func change(
    _ column: String, of collection: String, in url: String
  ) throws -> String {
    let store = try StoreURL(url).open()
    defer { try? store.close() }
    return try store.transaction { session in
      let row = try session.rows(
        "SELECT id FROM \(collection) WHERE \(column) > 0 ORDER BY id LIMIT 1 OFFSET 1000"
      ).first
      let key = try #require(row?.text("id"))
      try session.execute(
        "UPDATE \(collection) SET \(column) = \(column) + 1 WHERE id = $1", [.text(key)])
      return key
    }
  }
}
