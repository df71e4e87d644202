import Foundation
import SeedbedTestSupport
import Testing

/// Commands that only look leave a database, and the folder it lies in, as they are.
@Suite(.blocking)
struct LookingTests {
  private let folder: TemporaryFolder
  private let project: VisitsProject
  private let long = Date(timeIntervalSince1970: 1_000_000_000)

  init() throws {
    folder = try TemporaryFolder()
    project = try VisitsProject(in: folder, records: 500)
    try folder.write("database: store/visits.sqlite\n", to: "seedbed.yaml")
    try folder.write(
      "about: Notes\nup:\n  - sql: {sqlite: ALTER TABLE visits ADD COLUMN note TEXT, postgres: skip}\n",
      to: "migrations/20260116-1000-note.yaml")
    try folder.write("set: none\nrows:\n  visits: {}\n", to: "seeds/none.yaml")
    try FileManager.default.createDirectory(
      atPath: folder.path("store"), withIntermediateDirectories: true)
    for line in ["migrate up --test --quiet", "backfill run --quiet"] {
      let run = try Invocation.shell("seedbed \(line)", in: project.root)
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  /// Every command that only looks, and the status it ends with here.
  private static let commands: [(line: String, status: Int32)] = [
    ("migrate plan", 0), ("migrate status", 0), ("seed check", 0), ("backfill check", 0),
    ("backfill guess seeds/history/data/visits.csv --target visits", 0), ("backfill status", 0),
    ("backfill rejects visits", 0), ("backfill rejects show visits data/visits.csv 401", 0),
    ("backfill rejects show visits data/visits.csv:402", 0), ("backfill run --dry-run", 0),
    ("backfill run --restart --dry-run", 0),
    ("backfill reconcile", 0), ("backfill trace visits visit-7919", 0),
    ("backfill undo visits-1", 0), ("coverage", 0), ("db status", 0),
    ("db compare store/visits.sqlite store/visits.sqlite", 0), ("db checksum", 0),
  ]

  private func attributes(of name: String) throws -> [FileAttributeKey: Any] {
    try FileManager.default.attributesOfItem(atPath: folder.path(name))
  }

  /// Puts the file into another journal mode than ours, as databases of others are in.
  private func leaveWriteAhead() throws {
    var bytes = try Data(contentsOf: URL(filePath: folder.path("store/visits.sqlite")))
    bytes[18] = 1
    bytes[19] = 1
    try bytes.write(to: URL(filePath: folder.path("store/visits.sqlite")))
  }

  @Test(arguments: [true, false])
  func `looking at a file that may not be written changes no byte, no time and no folder`(
    isWriteAhead: Bool
  ) throws {
    let files = FileManager.default
    if !isWriteAhead { try leaveWriteAhead() }
    let (file, store) = (folder.path("store/visits.sqlite"), folder.path("store"))
    let bytes = try Data(contentsOf: URL(filePath: file))
    let names = try files.contentsOfDirectory(atPath: store)
    try files.setAttributes(
      [.modificationDate: long, .posixPermissions: 0o444], ofItemAtPath: file)
    try files.setAttributes(
      [.modificationDate: long, .posixPermissions: 0o555], ofItemAtPath: store)
    defer { try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: store) }
    for (line, status) in Self.commands {
      let run = try Invocation.shell("seedbed \(line)", in: project.root)
      #expect(run.status == status, "\(line): \(run.output)\(run.errors)")
      #expect(try attributes(of: "store")[.modificationDate] as? Date == long, "\(line)")
      #expect(
        try attributes(of: "store/visits.sqlite")[.modificationDate] as? Date == long, "\(line)")
    }
    #expect(try Data(contentsOf: URL(filePath: file)) == bytes)
    #expect(try files.contentsOfDirectory(atPath: store) == names)
  }
}
