import Foundation
import SeedbedTestSupport
import Testing

/// The samples of the README and the pages are files the product reads, and the tutorial runs as printed.
@Suite(.blocking)
struct SampleTests {
  /// A fenced block of a page.
  struct Block: Sendable, CustomTestStringConvertible {
    let page: String
    /// The line in front of it.
    let lead: String
    let language: String
    let text: String

    /// What its first line, or the line in front of it, says the file is called.
    var path: String? {
      let name = text.firstMatch(of: /^# ([\w\/.-]+\.yaml)/)?.output.1
      let export = lead.firstMatch(of: /`([\w\/.-]+\.csv)`:$/)?.output.1
      return (name ?? export).map(String.init)
    }

    var testDescription: String { "\(page): \(text.split(separator: "\n").first ?? "")" }

    func has(_ key: String) -> Bool { "\n\(text)".contains("\n\(key):") }
  }

  private static func blocks(of page: String) throws -> [Block] {
    try String(contentsOf: Installation.root.appending(path: page), encoding: .utf8)
      .matches(of: /(?ms)^([^\n]*)\n+```(\w+)\n(.*?)^```/)
      .map { found in
        let (_, lead, language, text) = found.output
        return Block(
          page: page, lead: String(lead), language: String(language), text: String(text))
      }
  }

  private static let pages: [String] = {
    let docs = Installation.root.appending(path: "docs").path(percentEncoded: false)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: docs)) ?? []
    return ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
  }()

  static let samples: [Block] = ((try? pages.flatMap { try blocks(of: $0) }) ?? [])
    .filter { $0.language == "yaml" }

  private let folder: TemporaryFolder
  private let root: URL

  init() throws {
    folder = try TemporaryFolder()
    root = URL(filePath: folder.path)
  }

  @Test
  func `the tutorial of the README runs as it is printed, and the next time changes nothing`()
    throws
  {
    let blocks = try Self.blocks(of: "README.md")
    for block in blocks {
      guard let path = block.path, !path.hasPrefix("golden") else { continue }
      try folder.write(block.text, to: path)
    }
    let lines = try #require(
      blocks.first { $0.language == "sh" && $0.text.contains("seedbed migrate up --test") })
    for line in lines.text.split(separator: "\n") {
      let run = try Invocation.shell(String(line), in: root)
      #expect(run.status == 0, "\(line): \(run.errors)")
    }
    let coverage = try Invocation.seedbed(["coverage"], in: root)
    #expect(coverage.output.contains("real 50.0% (2/4) of all rows"), "\(coverage.output)")
    let reconciled = try Invocation.seedbed(["backfill", "reconcile"], in: root)
    #expect(reconciled.status == 0, "\(reconciled.output)")
    let again = try Invocation.seedbed(["backfill", "run"], in: root)
    #expect(again.output.contains("nothing new: 2 were loaded before"), "\(again.output)")
  }

  @Test(arguments: samples)
  func `a sample is valid`(sample: Block) throws {
    try folder.write("database: sample.sqlite\n", to: "seedbed.yaml")
    let command = try place(sample)
    let run = try Invocation.shell(
      command, in: root,
      environment: [
        "ADA_PASSWORD": "curiouser", "DATABASE_URL": "x.sqlite",
        "SEEDBED_MASK_KEY": "a secret of 16 bytes",
      ])
    #expect(run.status == 0, "\(command): \(run.errors)")
  }

  @Test(arguments: ["migration", "seed"])
  func `the page of a format names every key and type it has`(format: String) throws {
    let schema = try Invocation.seedbed(["schema", format], in: root).output
    let page = try String(
      contentsOf: Installation.root.appending(
        path: "docs/\(format)s.md"), encoding: .utf8)
    let types = schema.firstMatch(of: /One of: ([^"]+)/)?.output.1.split(separator: " ") ?? []
    let keys = schema.matches(of: /"([a-z_]+)": \{/).map(\.output.1)
      .filter { !["properties", "items", "not", "additionalProperties"].contains($0) }
    #expect(keys.count > 6)
    for word in keys + types {
      #expect(page.contains("`\(word)`") || page.contains("\(word):"), "\(word)")
    }
  }

  /// Puts a sample where it belongs.
  ///
  /// - Returns: the command that reads it.
  private func place(_ sample: Block) throws -> String {
    if sample.has("audit") || sample.has("database") {
      try folder.write(sample.text, to: "seedbed.yaml")
      // An audit has nothing to say without a file, and an allowance nothing to allow without a call.
      let call = sample.text.contains("allow:") ? "random.random()" : "1"
      try folder.write(
        "import random\n\n\ndef jitter():\n    return \(call)\n", to: "app/backoff.py")
      return "seedbed audit"
    }
    if sample.has("endpoints") {
      try folder.write(sample.text, to: "golden/sample.yaml")
      if !sample.has("service") {
        try folder.write("service: {base_url: http://127.0.0.1:9}\n", to: "golden/service.yaml")
      }
      return "seedbed verify pending"
    }
    if sample.has("up") {
      try folder.write(sample.text, to: "migrations/20260115-1000-sample.yaml")
      return "seedbed migrate plan"
    }
    try placeMigrations(for: sample)
    if sample.has("set") {
      try folder.write(sample.text, to: "seeds/sample.yaml")
      return "seedbed seed check"
    }
    #expect(sample.has("backfill"), "nobody knows what this is: \(sample.text)")
    try folder.write(sample.text, to: "seeds/history/sample.yaml")
    try placeData()
    return "seedbed backfill check"
  }

  private func placeMigrations(for sample: Block) throws {
    if sample.has("recipe") {
      try FileManager.default.copyItem(
        at: Installation.root.appending(path: "migrations"), to: root.appending(path: "migrations"))
      return
    }
    let page = sample.page == "README.md" ? "README.md" : "docs/migrations.md"
    let migration = try #require(try Self.blocks(of: page).first { $0.has("up") })
    try folder.write(migration.text, to: "migrations/20260115-1000-sample.yaml")
  }

  /// The exports that samples name.
  private func placeData() throws {
    try folder.write(
      "number,customer,state,amount,time\n1,ada,open,30.40,03.01.2025 09:15\n",
      to: "seeds/history/data/orders-2025.csv")
    let log = #"203.0.113.9 - - [15/Jan/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "curl""#
    try folder.write("\(log)\n", to: "seeds/history/data/access-1.log")
    let packed = try Invocation.shell("gzip seeds/history/data/access-1.log", in: root)
    #expect(packed.status == 0)
  }
}
