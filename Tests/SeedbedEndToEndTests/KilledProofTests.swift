import Foundation
import SeedbedStore
import SeedbedTestSupport
import Testing

/// A proof changes every record, and puts every record back, also when it is killed.
@Suite(.blocking, .enabled(if: FileManager.default.fileExists(atPath: "/proc/self"), "no /proc"))
struct KilledProofTests {
  private let folder: TemporaryFolder
  private let place: [String]

  init() throws {
    folder = try TemporaryFolder()
    place = [
      "--project", Installation.root.path(percentEncoded: false),
      "--database", "\(folder.path)/example.sqlite",
    ]
    let made = try seedbed(["up", "--test", "--skip-verify", "--report", "\(folder.path)/r.html"])
    #expect(made.status == 0, "\(made.errors)")
  }

  private func seedbed(_ arguments: [String]) throws -> Invocation {
    try Invocation.seedbed(arguments + place, in: URL(filePath: folder.path))
  }

  /// Every record of every collection, and what is kept about seeds.
  private func dump() throws -> String {
    try reading { session in
      try (session.collectionNames() + ["seedbed_seed_rows"]).map { name in
        let rows = try session.rows("SELECT * FROM \(SQLText.identifier(name))")
        return "\(name)\n" + rows.map { "\($0.values)" }.sorted().joined(separator: "\n")
      }.joined(separator: "\n\n")
    }
  }

  private func reading<Result>(_ body: (any StoreSession) throws -> Result) throws -> Result {
    let store = try StoreURL("sqlite:\(folder.path)/example.sqlite").open()
    defer { try? store.close() }
    return try store.read(body)
  }

  private func copiedRows() throws -> Int64 {
    try reading { session in
      guard try session.hasCollection("seedbed_proof_rows") else { return 0 }
      return try session.rows("SELECT count(*) AS n FROM seedbed_proof_rows").first?
        .integer("n") ?? 0
    }
  }

  @Test
  func `the next command puts back what a killed proof left changed`() throws {
    let before = try dump()
    let running = try Invocation.start(
      Installation.seedbed, ["verify", "run", "--in-place"] + place,
      in: URL(filePath: folder.path))
    let deadline = Date().addingTimeInterval(60)
    while try dump() == before, Date() < deadline { Thread.sleep(forTimeInterval: 0.02) }
    kill(running.process.processIdentifier, SIGKILL)
    _ = running.finish()
    try expectNoService()
    #expect(try copiedRows() > 0)
    #expect(try dump() != before)
    let status = try seedbed(["db", "status"])
    #expect(status.errors.contains("the next command that writes restores them"))
    #expect(try dump() != before)
    let next = try seedbed(["migrate", "up"])
    #expect(next.output.contains("put the records back that a proof left changed"))
    #expect(try dump() == before)
    #expect(try copiedRows() == 0)
  }

  @Test
  func `the service ends with the command, though one of its watchers is ended as well`() throws {
    let running = try Invocation.start(
      Installation.seedbed, ["verify", "run"] + place, in: URL(filePath: folder.path))
    let command = running.process.processIdentifier
    var watchers: [pid_t] = []
    let deadline = Date().addingTimeInterval(60)
    while try watchers.count < 2 || services().isEmpty, Date() < deadline {
      Thread.sleep(forTimeInterval: 0.02)
      watchers = try Invocation.shell(
        "pgrep -P \(command) -f 'read -r target' || true", in: URL(filePath: folder.path)
      ).output.split(separator: "\n").compactMap { pid_t($0) }
    }
    #expect(watchers.count == 2)
    kill(command, SIGKILL)
    for watcher in watchers.prefix(1) { kill(watcher, SIGKILL) }
    _ = running.finish()
    try expectNoService()
  }

  private func services() throws -> String {
    try Invocation.shell(
      "pgrep -f 'ReferenceService.*\(folder.path)' | grep -v $$ || true",
      in: URL(filePath: folder.path)
    ).output
  }

  /// The service ends with the command, though nothing could tell it to.
  private func expectNoService() throws {
    let deadline = Date().addingTimeInterval(20)
    var left = "?"
    while !left.isEmpty, Date() < deadline {
      left = try services()
      Thread.sleep(forTimeInterval: 0.1)
    }
    #expect(left.isEmpty)
  }

  @Test(arguments: [[], ["--in-place"]])
  func `a proof that ends leaves every record as it was`(options: [String]) throws {
    let before = try dump()
    let run = try seedbed(["verify", "run", "--filter", "/api/dashboard"] + options)
    #expect(run.output.contains("proved real 7.6% (3/39)"))
    #expect(try dump() == before)
    #expect(try copiedRows() == 0)
  }

  @Test
  func `the matrix equals what the golden files declare`() throws {
    let before = try dump()
    let run = try seedbed(["verify", "matrix", "--in-place"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.hasSuffix("10 collections, 39 endpoints: 39 of 39 read what they say\n"))
    #expect(try dump() == before)
  }
}
