import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedMigrations
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// Every recipe on a file of its export, into the collection as the repository's own migrations make it.
struct RecipeTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// A project with the recipe's collection.
  private func project(for recipe: String) throws -> TestProject {
    let schema = try MigrationFolder(at: "\(Self.root)/migrations").schema
    let target = try Recipe(named: recipe).summary().target
    return try TestProject(#require(schema[target]))
  }

  private func load(
    _ project: TestProject, _ recipe: String, more: String = ""
  ) throws -> BackfillOutcome {
    try project.load(
      """
      backfill: test
      recipe: \(recipe)
      source: {files: [data/source]}
      \(more)
      """, environment: ["SEEDBED_MASK_KEY": String(repeating: "k", count: 32)])
  }

  /// The rows a recipe makes of a file, without the key.
  private func rows(
    _ recipe: String, of file: String, _ columns: String, rejected: Int = 0, filtered: Int = 0
  ) throws -> [String] {
    let project = try project(for: recipe)
    try project.write(file, to: "data/source")
    let outcome = try load(project, recipe, more: "rejects: {max: \(rejected)}")
    #expect(outcome.failure == nil)
    #expect(outcome.counts.rejected == rejected)
    #expect(outcome.counts.filtered == filtered)
    let target = try Recipe(named: recipe).summary().target
    return try project.rows("SELECT \(columns) FROM \(target) ORDER BY \(columns)")
  }

  @Test(arguments: Recipe.all.map(\.name))
  func `a recipe fits the collection it fills`(name: String) throws {
    let project = try project(for: name)
    let recipe = try Recipe(named: name)
    try project.write(sample(of: name), to: "data/source")
    let plan = try project.plan(
      "backfill: test\nrecipe: \(name)\nsource: {files: [data/source]}",
      environment: ["SEEDBED_MASK_KEY": String(repeating: "k", count: 32)])
    #expect(try plan.schema.name == recipe.summary().target)
    #expect(try recipe.node()["about"] != nil)
  }

  /// The least of a file that can be opened.
  private func sample(of recipe: String) -> String {
    switch recipe {
    case "cloudfront": Self.cloudfront
    case "w3c": Self.w3c
    case "jira_csv": Self.jira
    case "stripe_balance_report": Self.balance
    default: ""
    }
  }

  @Test func `openai_usage adds the tokens of each result up`() throws {
    let file = """
      {"object": "page", "data": [
        {"object": "bucket", "start_time": 1730419200, "end_time": 1730505600, "results": [
          {"object": "organization.usage.completions.result", "input_tokens": 1000,
           "output_tokens": 500, "input_cached_tokens": 800, "num_model_requests": 5,
           "project_id": "proj_1", "user_id": null, "api_key_id": null, "model": "gpt-4o", "batch": false},
          {"object": "organization.usage.embeddings.result", "input_tokens": 16,
           "num_model_requests": 2, "project_id": null, "user_id": null, "api_key_id": null, "model": null}
        ]},
        {"object": "bucket", "start_time": 1730505600, "end_time": 1730592000, "results": []}
      ], "has_more": false, "next_page": null}
      """
    #expect(
      try rows(
        "openai_usage", of: file,
        "service_type, job_id, model, tokens_used, prompt_tokens, completion_tokens, created_at")
        == [
          "completions|proj_1|gpt-4o|1500|1000|500|2024-11-01T00:00:00.000000Z",
          "embeddings|null|all|16|16|0|2024-11-01T00:00:00.000000Z",
        ])
  }

  @Test func `litellm_spend_logs rounds what a request cost`() throws {
    let file = """
      [{"request_id": "chatcmpl-1", "call_type": "acompletion", "api_key": "88dc", "spend": 0.00013500000000000003,
        "total_tokens": 30, "prompt_tokens": 10, "completion_tokens": 20, "startTime": "2025-01-02T03:04:05.678000Z",
        "endTime": "2025-01-02T03:04:06.678000Z", "model": "gpt-4o-mini", "model_group": "small", "user": "u1",
        "team_id": "t", "cache_hit": "False", "request_tags": ["a"], "status": "success", "request_duration_ms": 1000},
       {"request_id": "chatcmpl-2", "call_type": "acompletion", "api_key": "88dc", "spend": 0.0,
        "total_tokens": 0, "prompt_tokens": 0, "completion_tokens": 0, "startTime": "2025-01-02T03:05:05Z",
        "endTime": "2025-01-02T03:05:06Z", "model": "gpt-4o-mini", "user": "", "status": "failure"}]
      """
    #expect(
      try rows(
        "litellm_spend_logs", of: file,
        "id, job_id, tokens_used, cost, status, response_time, created_at") == [
          "chatcmpl-1|t|30|0.000135|completed|1000|2025-01-02T03:04:05.678000Z",
          "chatcmpl-2|null|0|0.000000|failed|null|2025-01-02T03:05:05.000000Z",
        ])
  }

  @Test(.enabled(if: SharedData.folder != nil, "the shared data folder is absent"))
  func `github_events takes what the API answers, and gh_archive a line each`() throws {
    let project = try TestProject(
      shared: "user_activities/github_events.json", try collection("user_activities"))
    #expect(try load(project, "github_events").counts.loaded == 100)
    let distinct = """
      SELECT count(DISTINCT user_id), min(timestamp), max(timestamp), count(metadata)
      FROM user_activities
      """
    let expected = ["23|2023-04-04T12:59:07.000000Z|2023-04-08T05:14:40.000000Z|100"]
    #expect(try project.rows(distinct) == expected)
    let archive = try TestProject(try collection("user_activities"))
    let events = try JSONReader.read(file: project.path + "/history/data/source").elements ?? []
    try archive.write(
      events.map { JSONWriter.text($0, pretty: false) }.joined(separator: "\n"), to: "data/source")
    #expect(try load(archive, "gh_archive").counts.loaded == 100)
    #expect(try archive.rows(distinct) == expected)
  }

  private func collection(_ name: String) throws -> CollectionSchema {
    try #require(try MigrationFolder(at: "\(Self.root)/migrations").schema[name])
  }

  @Test func `git_log has a commit a line`() throws {
    let file =
      "0a1b\u{1F}ada@example.com\u{1F}2025-01-02T03:04:05+02:00\u{1F}Add \"x\", and y\n"
      + "2c3d\u{1F}bob@example.com\u{1F}2025-01-03T00:00:00Z\u{1F}\n"
    #expect(
      try rows("git_log", of: file, "id, type, message, timestamp") == [
        "0a1b|commit|Add \"x\", and y|2025-01-02T01:04:05.000000Z",
        "2c3d|commit||2025-01-03T00:00:00.000000Z",
      ])
  }

  private static let jira = """
    Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Priority,Assignee,Reporter,Created,Updated,Labels,Labels
    "Fix, now",APP-1,10001,Bug,In Progress,APP,App,High,,ada,17/May/15 10:05 AM,18/May/15 12:00 PM,a,b
    Later,APP-2,10002,Story,To Do,APP,App,Low,bob,,01/Jan/24 12:30 AM,01/Jan/24 12:30 AM,,

    """

  @Test func `jira_csv takes an issue as a project`() throws {
    #expect(
      try rows("jira_csv", of: Self.jira, "id, name, status, created_at, updated_at, metadata") == [
        "APP-1|Fix, now|active|2015-05-17T10:05:00.000000Z|2015-05-18T12:00:00.000000Z|"
          + #"{"Issue Type":"Bug","Issue id":"10001","Priority":"High","Project key":"APP"}"#,
        "APP-2|Later|planned|2024-01-01T00:30:00.000000Z|2024-01-01T00:30:00.000000Z|"
          + #"{"Issue Type":"Story","Issue id":"10002","Priority":"Low","Project key":"APP"}"#,
      ])
  }

  @Test(
    .enabled(if: SharedData.folder != nil, "the shared data folder is absent"),
    arguments: ["apache", "nginx"])
  func `apache and nginx take the access log but for its torn line`(recipe: String) throws {
    let project = try TestProject(
      shared: "page_visits/apache_combined.log", try collection("page_visits"))
    let outcome = try load(project, recipe, more: "rejects: {max: 1}")
    #expect(outcome.counts.loaded == 9999)
    #expect(
      try project.rows("SELECT count(DISTINCT user_id), sum(bytes) FROM page_visits") == [
        "1753|2747282505"
      ])
  }

  @Test func `visit_sessions ends a session after half an hour`() throws {
    func line(_ time: String) -> String {
      #"192.0.2.1 - - [17/May/2015:\#(time) +0000] "GET / HTTP/1.1" 200 1 "-" "agent""# + "\n"
    }
    #expect(
      try rows(
        "visit_sessions", of: line("10:00:00") + line("10:30:00") + line("11:00:01"),
        "created_at, last_activity, is_active") == [
          "2015-05-17T10:00:00.000000Z|2015-05-17T10:30:00.000000Z|0",
          "2015-05-17T11:00:01.000000Z|2015-05-17T11:00:01.000000Z|0",
        ])
  }

  private static let cloudfront =
    "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem "
    + "sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type "
    + "x-edge-request-id\n"
    + [
      "2019-12-04", "21:02:31", "LAX1", "392", "192.0.2.100", "GET", "d1.cloudfront.net",
      "/index.html", "200", "-", "Mozilla/5.0%20(X)", "-", "-", "Hit",
      "SOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmureZmBNrjGdRLiNIQ==",
    ].joined(separator: "\t") + "\n"

  @Test func `cloudfront takes a request`() throws {
    #expect(
      try rows(
        "cloudfront", of: Self.cloudfront,
        "page, visited_at, status_code, bytes, referrer, user_agent") == [
          "/index.html|2019-12-04T21:02:31.000000Z|200|392|null|Mozilla/5.0 (X)"
        ])
  }

  private static let w3c = """
    #Software: Microsoft Internet Information Services 10.0
    #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken
    2015-05-17 10:05:03 192.0.2.9 GET /a - 443 - 192.0.2.1 Mozilla/5.0+(X) - 404 0 2 15

    """

  @Test func `w3c takes a request of IIS`() throws {
    #expect(
      try rows("w3c", of: Self.w3c, "page, visited_at, status_code") == [
        "/a|2015-05-17T10:05:03.000000Z|404"
      ])
  }

  @Test func `segment takes tracks and pages`() throws {
    let file = """
      {"messageId":"m1","type":"track","event":"Signed Up","userId":"u1","anonymousId":"a1","timestamp":"2025-01-02T03:04:05.678Z","properties":{"plan":"pro"},"channel":"server","context":{"ip":"192.0.2.1"}}
      {"messageId":"m2","type":"page","name":"Home","userId":null,"anonymousId":"a1","timestamp":"2025-01-02T03:04:06.000Z","properties":{}}
      """
    #expect(
      try rows("segment", of: file, "id, event_type, properties, timestamp") == [
        #"m1|track|{"channel":"server","event":"Signed Up","properties":{"plan":"pro"}}|2025-01-02T03:04:05.678000Z"#,
        #"m2|page|{"name":"Home","properties":{}}|2025-01-02T03:04:06.000000Z"#,
      ])
  }

  @Test func `snowplow has 131 fields`() throws {
    let names = try #require(
      try Recipe(named: "snowplow").node()["source"]?["dialect"]?["header"]?.items
    ).compactMap(\.scalar)
    #expect(names.count == 131)
    #expect(Set(names).count == 131)
    let values = [
      "app_id": "shop", "platform": "web", "collector_tstamp": "2025-01-02 03:04:05.678",
      "event": "struct", "event_id": "c6ef3124-b53a-4b13-a233-0088f79dcbcb",
      "domain_userid": "bc2e", "user_ipaddress": "192.0.2.1", "page_urlpath": "/a",
      "se_category": "cart", "se_action": "add", "se_value": "2.5", "event_name": "event",
    ]
    let line = names.map { values[$0] ?? "" }.joined(separator: "\t")
    #expect(
      try rows("snowplow", of: line + "\n", "id, event_type, timestamp") == [
        "c6ef3124-b53a-4b13-a233-0088f79dcbcb|event|2025-01-02T03:04:05.678000Z"
      ])
  }

  @Test func `sendgrid_events takes what was posted`() throws {
    let file = """
      [{"email": "ada@example.com", "timestamp": 1513299569, "smtp-id": "<14c5>", "event": "delivered",
        "category": ["cat facts"], "sg_event_id": "e1", "sg_message_id": "m1", "response": "250 OK"},
       {"email": "bob@example.com", "timestamp": 1513299570, "event": "bounce", "category": "x",
        "sg_event_id": "e2", "sg_message_id": "m2", "reason": "500 unknown recipient", "status": "5.0.0"}]
      """
    #expect(
      try rows("sendgrid_events", of: file, "id, event_type, properties, timestamp") == [
        #"e1|delivered|{"category":["cat facts"],"sg_message_id":"m1"}|2017-12-15T00:59:29.000000Z"#,
        #"e2|bounce|{"category":"x","reason":"500 unknown recipient","sg_message_id":"m2","status":"5.0.0"}|2017-12-15T00:59:30.000000Z"#,
      ])
  }

  @Test func `mailchimp_campaigns adds the bounces up`() throws {
    let file = """
      {"reports": [{"id": "42694e9e57", "campaign_title": "Freddie's Jokes", "type": "regular", "list_id": "1510500e0b",
        "subject_line": "Jokes, Vol. 1", "emails_sent": 200, "abuse_reports": 0, "unsubscribed": 2,
        "send_time": "2010-09-16T22:19:00+00:00", "bounces": {"hard_bounces": 1, "soft_bounces": 2, "syntax_errors": 3},
        "opens": {"opens_total": 186, "unique_opens": 100, "open_rate": 0.5},
        "clicks": {"clicks_total": 42, "unique_clicks": 40, "unique_subscriber_clicks": 37}}], "total_items": 1}
      """
    #expect(
      try rows(
        "mailchimp_campaigns", of: file,
        "id, name, subject, sent_at, recipients, opens, clicks, bounces, unsubscribes") == [
          "42694e9e57|Freddie's Jokes|Jokes, Vol. 1|2010-09-16T22:19:00.000000Z|200|100|37|6|2"
        ])
  }

  @Test func `mastodon_outbox leaves boosts out`() throws {
    let file = """
      {"@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json", "type": "OrderedCollection",
       "totalItems": 2, "orderedItems": [
        {"id": "https://m.example/users/ada/statuses/1/activity", "type": "Create",
         "actor": "https://m.example/users/ada", "published": "2018-08-20T12:33:00Z",
         "object": {"id": "https://m.example/users/ada/statuses/1", "type": "Note", "content": "<p>Hello</p>",
          "tag": [], "likes": {"totalItems": 3}, "shares": {"totalItems": 1}}},
        {"id": "https://m.example/users/ada/statuses/2/activity", "type": "Announce",
         "actor": "https://m.example/users/ada", "published": "2018-08-21T12:33:00Z",
         "object": "https://other.example/users/bob/statuses/9"}]}
      """
    #expect(
      try rows(
        "mastodon_outbox", of: file, "id, content, status, likes, shares, posted_at", filtered: 1)
        == [
          "https://m.example/users/ada/statuses/1/activity|<p>Hello</p>|published|3|1|"
            + "2018-08-20T12:33:00.000000Z"
        ])
  }

  @Test func `twitter_archive takes a tweet`() throws {
    let file = """
      window.YTD.tweets.part0 = [ {
        "tweet" : { "id_str" : "1050118621198921728", "created_at" : "Wed Oct 10 20:19:24 +0000 2018",
          "full_text" : "To make room &amp; more", "favorite_count" : "3", "retweet_count" : "1", "lang" : "en" }
      } ]
      """
    #expect(
      try rows("twitter_archive", of: file, "id, user_id, content, likes, shares, posted_at") == [
        "1050118621198921728|owner|To make room &amp; more|3|1|2018-10-10T20:19:24.000000Z"
      ])
  }

  private static let balance = """
    balance_transaction_id,created_utc,available_on_utc,reporting_category,gross,currency,fee,net,source_id,description
    txn_1,2025-01-03 10:12:13,2025-01-05 00:00:00,charge,19.00,eur,0.52,18.48,ch_1,Order
    txn_2,2025-01-04 10:12:13,2025-01-06 00:00:00,refund,-1900,jpy,0,-1900,re_1,

    """

  @Test func `stripe_balance_report has major units`() throws {
    #expect(
      try rows(
        "stripe_balance_report", of: Self.balance, "type, amount, currency, transaction_date") == [
          "payment|19.00|eur|2025-01-03T10:12:13.000000Z",
          "refund|-1900.00|jpy|2025-01-04T10:12:13.000000Z",
        ])
  }

  @Test func `stripe_balance_transactions and stripe_charges have minor units`() throws {
    let transactions = """
      {"object": "list", "data": [
        {"id": "txn_1", "object": "balance_transaction", "amount": 1900, "available_on": 1736035200,
         "created": 1735900333, "currency": "eur", "fee": 52, "net": 1848, "reporting_category": "charge",
         "source": "ch_1", "status": "available", "type": "charge"},
        {"id": "txn_2", "object": "balance_transaction", "amount": -1900, "created": 1735986733,
         "currency": "jpy", "fee": 0, "net": -1900, "reporting_category": "refund", "source": "re_1",
         "status": "pending", "type": "refund"}], "has_more": false}
      """
    let columns = "id, type, amount, currency, status, transaction_date"
    #expect(
      try rows("stripe_balance_transactions", of: transactions, columns) == [
        "txn_1|payment|19.00|eur|settled|2025-01-03T10:32:13.000000Z",
        "txn_2|refund|-1900.00|jpy|pending|2025-01-04T10:32:13.000000Z",
      ])
    let charges = """
      {"object": "list", "data": [{"id": "ch_1", "object": "charge", "amount": 1099, "amount_refunded": 0,
        "created": 1735900333, "currency": "usd", "customer": "cus_1", "captured": true, "status": "succeeded"}]}
      """
    #expect(
      try rows("stripe_charges", of: charges, columns) == [
        "ch_1|payment|10.99|usd|settled|2025-01-03T10:32:13.000000Z"
      ])
  }

  @Test(.enabled(if: SharedData.folder != nil, "the shared data folder is absent"))
  func `ofx takes a statement, and refuses what is no amount`() throws {
    let columns = "type, amount, currency, category, transaction_date"
    let folder = "financial_transactions/ofx"
    let medium = try TestProject(
      shared: "\(folder)/bank_medium.ofx", try collection("financial_transactions"))
    #expect(try load(medium, "ofx").counts.loaded == 3)
    #expect(
      try medium.rows("SELECT \(columns) FROM financial_transactions ORDER BY transaction_date")
        == [
          "payment|-6.60|CAD|POS|2009-04-01T17:20:17.000000Z",
          "payment|-316.67|CAD|CHECK|2009-04-02T17:20:17.000000Z",
          "payment|-22.00|CAD|POS|2009-04-03T17:20:17.000000Z",
        ])
    let wrong = try TestProject(
      shared: "\(folder)/decimal_error.ofx", try collection("financial_transactions"))
    let outcome = try load(wrong, "ofx", more: "rejects: {max: 1}")
    #expect(outcome.counts.rejected == 1)
    #expect(outcome.counts.loaded == 0)
    #expect(try wrong.rejects().map(\.column) == ["amount"])
  }

  @Test func `a specification overrides any key of its recipe`() throws {
    let project = try project(for: "twitter_archive")
    try project.write(
      #"window.x = [{"tweet": {"id_str": "1", "created_at": "2018-10-10T20:19:24Z", "full_text": "a"}}]"#,
      to: "data/source")
    let outcome = try load(
      project, "twitter_archive",
      more: """
        map:
          user_id: {value: ada}
          posted_at: {from: tweet.created_at, format: iso8601}
          created_at: null
        """)
    #expect(outcome.failure == nil)
    #expect(
      try project.rows("SELECT user_id, posted_at, created_at FROM social_media_posts") == [
        "ada|2018-10-10T20:19:24.000000Z|null"
      ])
  }

  @Test func `problems of what a recipe says stand at its name`() throws {
    let project = try TestProject()
    try project.write("", to: "data/source")
    let found = problems {
      try project.plan(
        "backfill: test\nrecipe: git_log\ntarget: visits\nsource: {files: [data/source]}")
    }
    #expect(found.contains { $0.hasPrefix("2:9: 'user_id' is not a column of visits") })
    #expect(
      problems {
        try project.plan("backfill: test\nrecipe: git_logs\nsource: {files: [data/source]}")
      }
        == ["2:9: there is no recipe 'git_logs'; did you mean 'git_log'?"])
  }
}
