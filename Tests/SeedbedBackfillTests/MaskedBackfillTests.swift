import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedBackfill

struct MaskedBackfillTests {
  private static let collection = CollectionSchema(
    name: "visits",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(name: "user_id", type: .text, isNullable: true),
      .init(name: "address", type: .text, isNullable: true),
      .init(name: "age", type: .int, isNullable: true),
      .init(name: "visited_at", type: .timestamp, isNullable: true),
      .init(name: "metadata", type: .json, isNullable: true),
    ])
  private static let key = ["SEEDBED_MASK_KEY": "0123456789abcdef"]

  private func project(_ lines: String...) throws -> TestProject {
    let project = try TestProject(Self.collection)
    try project.write(lines.joined(separator: "\n") + "\n", to: "data.csv")
    return project
  }

  private func specification(
    _ map: String, key: String = "{source_position: true}", more: String = ""
  ) -> String {
    """
    backfill: test
    target: visits
    source: {format: csv, files: [data.csv]}
    key: \(key)
    map: {\(map)}
    rejects: {max: 10\(more)}
    """
  }

  // MARK: What becomes of values

  @Test func `masked values are loaded as their masks`() throws {
    let project = try project(
      "who,host,n,at", "ada@example.com,203.0.113.9,37,2026-01-15T12:34:56Z",
      "bob@example.com,203.0.113.200,42,2026-01-16T00:00:00Z",
      "ada@example.com,,,2026-01-16T00:00:00Z")
    let outcome = try project.load(
      specification(
        """
        user_id: {from: who, mask: pseudonym, domain: email}, address: {from: host, mask: ip, \
        null_if: [""]}, age: {from: n, mask: bucket, width: 10}, \
        visited_at: {from: at, mask: bucket, width: day}
        """), environment: Self.key)
    #expect(outcome.failure == nil)
    #expect(
      try project.rows("SELECT address, age, visited_at FROM visits ORDER BY visited_at, age") == [
        "203.0.113.0|30|2026-01-15T00:00:00.000000Z", "null|null|2026-01-16T00:00:00.000000Z",
        "203.0.113.0|40|2026-01-16T00:00:00.000000Z",
      ])
    #expect(
      try project.rows("SELECT user_id, count(*) FROM visits GROUP BY 1 ORDER BY 2") == [
        "0fdd0258-ec28-8b4f-b8f2-3a8714dee5c2|1", "4151bbbf-7dc0-81a7-af07-a27ae1d8c068|2",
      ])
  }

  @Test func `a value that is not what its mask is for is a reject that does not tell it`() throws {
    let project = try project("n,host", "1,203.0.113.9", "2,secret.example.com")
    try project.load(specification("address: {from: host, mask: ip}"))
    #expect(
      try project.rejects().map { "\($0.code): \($0.message)" } == [
        "mask.ip: the value is not an IP address, which its mask is for"
      ])
  }

  @Test func `rejects of a masked source keep neither bytes nor values`() throws {
    let project = try project("n,host", "many,203.0.113.9")
    let map = "address: {from: host, mask: ip}, age: {from: n}"
    try project.load(specification(map))
    #expect(try project.rejects().map(\.message) == ["the value is not an integer"])
    #expect(
      try project.rows("SELECT length, length(raw) FROM seedbed_backfill_rejects") == ["17|0"])
    let other = try self.project("n,host", "many,203.0.113.9")
    try other.load(specification(map, more: ", keep_raw: \"a test\""))
    #expect(try other.rejects().map(\.message) == ["'many' is not an integer"])
    #expect(
      try other.rows("SELECT length, length(raw) FROM seedbed_backfill_rejects") == ["17|17"])
  }

  @Test func `rejects keep no bytes where a personal field is left over`() throws {
    let project = try project("n,host", "many,203.0.113.9")
    try project.load(specification("age: {from: n}"))
    #expect(try project.rows("SELECT length(raw) FROM seedbed_backfill_rejects") == ["0"])
  }

  @Test func `a key of a masked field is a pseudonym`() throws {
    let project = try project("who", "ada@example.com")
    let text = specification(
      "user_id: {from: who, mask: email}", key: "{fields: [who], mask: pseudonym}")
    try project.load(text, environment: Self.key)
    let first = try project.rows("SELECT id, user_id FROM visits")
    #expect(first == ["be2e41ec-a6a4-85a0-933e-1af2be4ea63e|***@example.com"])
  }

  @Test func `another key of the masks does not go on where the first one stopped`() throws {
    let project = try project("who", "ada@example.com")
    let text = specification("user_id: {from: who, mask: pseudonym, domain: email}")
    try project.load(text, environment: Self.key)
    #expect(
      problems {
        try project.load(text, environment: ["SEEDBED_MASK_KEY": "fedcba9876543210"])
      }.map { $0.hasSuffix("was changed since data.csv was begun") } == [true])
  }

  // MARK: What is refused

  private func refusals(
    _ map: String, key: String = "{source_position: true}",
    environment: [String: String] = key, _ lines: String...
  ) -> [String] {
    problems {
      let project = try TestProject(Self.collection)
      try project.write(lines.joined(separator: "\n") + "\n", to: "data.csv")
      return try project.plan(specification(map, key: key), environment: environment)
    }
  }

  @Test func `a field that looks personal by its name is declared`() {
    #expect(
      refusals("address: {from: client_ip}", "client_ip", "somewhere") == [
        "5:7: 'client_ip' looks personal: its name is one of IP addresses"
      ])
    #expect(
      refusals("address: {from: client_ip, keep: \"a test\"}", "client_ip", "somewhere") == [])
    #expect(refusals("address: {from: client_ip, mask: redact}", "client_ip", "somewhere") == [])
  }

  @Test func `a field that looks personal by its values is declared`() {
    #expect(
      refusals("address: {from: host}", "host", "-", "203.0.113.9", "203.0.113.10") == [
        "5:7: 'host' looks personal: 2 of its first 3 values look like IP addresses, the first in "
          + "data.csv:3"
      ])
    #expect(
      refusals("metadata: {json: [host]}", "host", "203.0.113.9") == [
        "5:7: 'host' looks personal: its only value looks like one of IP addresses, in data.csv:2"
      ])
    #expect(refusals("metadata: {json: \"*\", keep: \"a test\"}", "host", "203.0.113.9") == [])
  }

  @Test func `a number that happens to pass for a card is taken`() {
    #expect(
      refusals(
        "user_id: {from: n}", "n", "4111111111111111", "4111111111111112", "4111111111111113") == []
    )
    #expect(
      refusals("user_id: {from: n}", "n", "4111111111111111", "4012888888881881") == [
        "5:7: 'n' looks personal: 2 of its first 2 values look like card numbers, the first in "
          + "data.csv:2"
      ])
  }

  @Test func `values below a field of a tree count`() throws {
    let project = try TestProject(Self.collection)
    try project.write(#"{"actor":{"contact":"ada@example.com"},"n":1}"# + "\n", to: "data.csv")
    let text = """
      backfill: test
      target: visits
      source: {format: ndjson, files: [data.csv]}
      key: {source_position: true}
      map: {metadata: {from: actor}}
      """
    #expect(
      problems { try project.plan(text) } == [
        "5:7: 'actor.contact' looks personal: its only value looks like one of e-mail addresses, in "
          + "data.csv:1"
      ])
  }

  @Test func `a key does not tell what is masked`() {
    #expect(
      refusals(
        "user_id: {from: who, mask: email}", key: "{fields: [who]}", "who", "ada@example.com") == [
          "4:6: the key would tell 'who', which 'user_id' masks"
        ])
    #expect(
      refusals("age: {value: 1}", key: "{fields: [who]}", "who", "ada@example.com") == [
        "4:6: the key is made of a field that says who somebody is: 'who' looks personal: its only "
          + "value looks like one of e-mail addresses, in data.csv:2"
      ])
    #expect(
      refusals(
        "user_id: {from: who, keep: \"a test\"}", key: "{fields: [who]}", "who", "ada@example.com")
        == [])
  }

  @Test(arguments: [
    (
      "user_id: {from: who, mask: pseudonym}",
      "5:34: a pseudonym has a 'domain', so that the same value is the same everywhere"
    ),
    (
      "user_id: {from: who, mask: ip, domain: ip}",
      "5:46: 'domain' goes with 'mask: pseudonym'"
    ),
    ("age: {from: who, mask: bucket}", "5:30: a bucket has a 'width'"),
    (
      "age: {from: who, mask: bucket, width: month}",
      "5:7: a bucket of numbers has a width above zero, and 'age' is int"
    ),
    (
      "visited_at: {from: who, mask: bucket, width: 10}",
      "5:7: a bucket of times is an hour, day, month or year, and 'visited_at' is timestamp"
    ),
    ("age: {from: who, mask: email}", "5:7: this mask is for text, and 'age' is int"),
    (
      "user_id: {from: who, mask: bucket, width: 1}",
      "5:7: a bucket is for numbers and times, and 'user_id' is text"
    ),
    (
      "user_id: {from: who, mask: redact, keep: why}",
      "5:48: 'user_id' is masked, so nothing is kept"
    ),
    ("user_id: {from: who, keep: \"\"}", "5:34: 'keep' says why"),
  ])
  func `a mask that cannot work is refused`(map: String, expected: String) {
    #expect(refusals(map, "who", "x") == [expected])
  }

  @Test func `a key column takes no mask but a pseudonym`() throws {
    let project = try project("who", "ada")
    #expect(
      problems {
        try project.plan(
          """
          backfill: test
          target: visits
          source: {format: csv, files: [data.csv]}
          map: {id: {from: who, mask: redact}}
          """)
      } == ["4:7: other masks make one of many, and 'id' tells records apart"])
  }

  @Test func `a filter does not look for what a mask has changed`() {
    #expect(
      problems {
        try project("who", "ada").plan(
          specification("user_id: {from: who, mask: redact}")
            + "\nfilter: [{name: x, drop_if: {user_id: ada}}]")
      } == ["7:10: the filter 'x' looks at 'user_id', which is masked"])
  }

  @Test func `pseudonyms need a key of some length`() {
    let map = "user_id: {from: who, mask: pseudonym, domain: user}"
    #expect(
      refusals(map, environment: [:], "who", "x") == [
        "5:7: SEEDBED_MASK_KEY is not set, and pseudonyms are made with it"
      ])
    #expect(
      refusals(map, environment: ["SEEDBED_MASK_KEY": "short"], "who", "x") == [
        "5:7: SEEDBED_MASK_KEY is shorter than 16 bytes"
      ])
  }
}
