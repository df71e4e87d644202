import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

struct GuessTests {
  private static let orders = CollectionSchema(
    name: "orders",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(name: "user_id", type: .text),
      .init(name: "status", type: .enumeration(["new", "paid"])),
      .init(name: "amount", type: .decimal(precision: 12, scale: 2)),
      .init(name: "is_gift", type: .bool, isNullable: true),
      .init(name: "created_at", type: .timestamp),
      .init(name: "note", type: .text, isNullable: true),
    ])

  private func guess(
    _ text: String, _ target: CollectionSchema = orders, named name: String = "export.csv"
  ) throws -> BackfillGuess {
    let project = try TestProject()
    try project.write(text, to: name)
    return try BackfillGuess(
      of: ["\(project.path)/history/\(name)"], as: ["data/\(name)"], named: "orders", for: target)
  }

  private static let export = """
    order id;customer;email;state;amount;gift;created
    A-1;ada;ada@example.com;Paid;10.50;yes;15.01.2026 12:30
    A-2;bob;bob@example.com;new;0.25;no;16.01.2026 08:00
    A-3;ada;ada@example.com;held;1000;no;17.01.2026 23:59

    """

  @Test func `a draft says what it found and why`() throws {
    #expect(
      try guess(Self.export).yaml == """
        # A draft from all 3 records of data/export.csv: edit it, then run
        # 'seedbed backfill check'. The comments say what was seen.
        backfill: orders
        target: orders
        source:
          format: csv
          dialect: {delimiter: ";"}
          files: [data/export.csv]
        key: {fields: ["order id"]}  # 3 values, all different
        map:
          user_id: {from: customer}  # 2 different texts
          status: {from: state, words: {"Paid": paid}}  # say in 'words' what held mean: the column takes new, paid
          amount: {from: amount}  # 3 numbers from 0.25 to 1000
          is_gift: {from: gift, words: {"no": "false", "yes": "true"}}  # no and yes
          created_at: {from: created, format: "%d.%m.%Y %H:%M"}  # from 2026-01-15T12:30:00Z to 2026-01-17T23:59:00Z, taken as UTC unless you add 'zone: Europe/Berlin' or the like
          # note:  no field fits; it may be left out
        # Nothing reads these fields:
        #   email  2 different texts, looks personal (e-mail addresses): mask it if you map it
        rejects: {max: 0}
        # What this export comes to. As a check it holds until the file grows; take it where files are final.
        # check:
        #   - {count: read, equals: 3}
        #   - {sum: amount, equals: 1010.75}

        """)
  }

  @Test func `nothing is invented for records without a value`() throws {
    let empty = try guess("id,customer,amount\nA-1,ada,1\nA-2,,2\nA-3,bob,3\n").yaml
    #expect(
      empty.contains("user_id: {from: customer}  # 2 different texts, 1 record without a value\n"))
    let some = try guess(
      (1...3).map { #"{"id":\#($0),"amount":1\#($0 == 2 ? "" : #","customer":"a""#)}"# + "\n" }
        .joined()
    ).yaml
    #expect(
      some.contains(
        "user_id: {from: customer}  # 1 different text, 1 record without a value, which the column "
          + "does not take: make it nullable, or say what they mean with 'default'"))
    #expect(some.contains("# 'user_id': 1 record would be a reject, the first at data/"))
    let few = try guess(
      "{\"id\":1,\"amount\":1}\n{\"id\":2,\"amount\":1}\n{\"id\":3,\"amount\":2,\"customer\":\"a\"}\n"
    ).yaml
    #expect(few.contains("# user_id:  no field fits: say what it is"))
    #expect(!few.contains("default:"))
  }

  @Test func `a draft is a specification that can be checked`() throws {
    let project = try TestProject(Self.orders)
    try project.write(Self.export, to: "data/export.csv")
    let guess = try BackfillGuess(
      of: ["\(project.path)/history/data/export.csv"], as: ["data/export.csv"], named: "orders",
      for: Self.orders)
    let plan = try project.plan(guess.yaml)
    #expect(plan.fileNames == ["data/export.csv"])
  }

  @Test(arguments: [
    ("a,b\n1,2\n", "format: csv"), ("a;b;c\n1;2,5;3\n", "format: csv, dialect: {delimiter: \";\"}"),
    ("a\tb\n1\t2\n", "format: csv, dialect: {delimiter: \"\\t\"}"),
    ("1,2\n3,4\n", "format: csv, dialect: {delimiter: \",\", header: [field_1, field_2]}"),
    ("a,b,b\n1,2,3\n", "format: csv, dialect: {duplicates: list}"),
    ("{\"a\":1}\n{\"a\":2}\n", "format: ndjson"), ("[{\"a\":1}]", "format: json, pointer: \"\""),
    ("{\"n\":1,\"data\":[{\"a\":1},{\"a\":2}]}", "format: json, pointer: \"/data\""),
    (
      "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"agent\"\n",
      "format: combined_log"
    ),
    (
      "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1\n",
      "format: combined_log, log: {base: common}"
    ),
    (
      "1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"agent\" 0.005\n",
      "format: combined_log, log: {after: [request_time]}"
    ),
    ("#Fields: date time cs-uri-stem\n2026-01-15 12:00:00 /\n", "format: w3c_log"),
  ])
  func `the format is told by the head of the file`(text: String, source: String) throws {
    #expect(try guess(text).source == source)
  }

  @Test func `a file in no known form is refused`() {
    #expect(
      problems { try guess("") }.map {
        $0.hasSuffix("export.csv") && $0.hasPrefix("no format fits")
      }
        == [true])
  }

  @Test func `records that cannot be read are counted and placed`() throws {
    let guess = try guess("id,amount\n1,2\n2\n3,4\n4,5\n")
    #expect(guess.records == 4)
    #expect(guess.problems.map { "\($0.code) \($0.count)" } == ["csv.field-count 1"])
    #expect(guess.yaml.contains("rejects: {max: 1}"))
    #expect(guess.yaml.contains("#   - {count: read, equals: 4}"))
  }
}

struct DistinctSampleTests {
  private func sample(of numbers: some Sequence<Int>) -> DistinctSample {
    var sample = DistinctSample()
    for number in numbers { sample.add("value-\(number)".utf8Span.span.bytes) }
    return sample
  }

  @Test func `few values are all compared`() {
    let all = sample(of: 0..<10_000)
    #expect(all.isUnique)
    #expect(all.level == 0)
    #expect(!sample(of: [1, 2, 1]).isUnique)
  }

  @Test func `of many values a part is compared, in memory that stays`() {
    let all = sample(of: 0..<200_000)
    #expect(all.isUnique)
    #expect(all.level == 4)
    #expect(!sample(of: Array(0..<200_000) + Array(0..<1000)).isUnique)
  }
}

/// Drafts for the exports of the real world.
@Suite(.enabled(if: SharedData.folder != nil, "the shared data folder is absent"))
struct RealGuessTests {
  private func source(_ file: String, for target: CollectionSchema = .visits) throws -> String {
    let folder = try #require(SharedData.folder)
    let guess = try BackfillGuess(
      of: ["\(folder)/\(file)"], as: ["data/source"], named: "real", for: target)
    return "\(guess.source); \(guess.records) records, key \(guess.key)"
  }

  @Test(arguments: [
    (
      "page_visits/apache_combined.log",
      "format: combined_log; 10000 records, key {source_position: true}"
    ),
    ("ai_usage/azure_llm_code.csv", "format: csv; 8819 records, key {source_position: true}"),
    (
      "user_activities/github_events.json",
      "format: json, pointer: \"\"; 100 records, key {fields: [id]}"
    ),
    (
      "email_campaigns/bank_marketing.csv",
      "format: csv, dialect: {delimiter: \";\"}; 4119 records, key {source_position: true}"
    ),
    ("analytics/git_pushes.csv", "format: csv; 3998 records, key {source_position: true}"),
  ])
  func `its form is told`(file: String, expected: String) throws {
    #expect(try source(file) == expected)
  }
}
