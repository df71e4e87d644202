import Foundation
import SeedbedTestSupport
import Testing

/// Each folder in `Cases` is a story: the lines of `command`, run in a copy of `input/`, print what
/// `expected/output` holds.
///
/// `project` names files and folders of the repository that are copied in first. `make accept` rewrites the
/// expectations.
@Suite(.blocking)
struct CaseTests {
  static let folder = Installation.root.appending(path: "Tests/SeedbedEndToEndTests/Cases")

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)))
    ?? []).filter { !$0.hasPrefix(".") }.sorted()

  @Test(arguments: names)
  func `prints what is expected`(name: String) throws {
    try check(name)
  }

  /// The stories whose project takes its database from the environment.
  @Test(
    .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
    arguments: names.filter { defaultDatabase(of: folder.appending(path: $0)) != nil })
  func `prints the same on PostgreSQL`(name: String) throws {
    try check(name, on: try TemporaryPostgres.shared.get().database())
  }

  /// What `${DATABASE_URL}` is where it is not set.
  private static func defaultDatabase(of story: URL) -> String? {
    let file = story.appending(path: "input/seedbed.yaml")
    return (try? String(contentsOf: file, encoding: .utf8))?
      .firstMatch(of: /DATABASE_URL:-([^}]+)\}/).map { String($0.output.1) }
  }

  private func check(_ name: String, on url: String? = nil) throws {
    let story = Self.folder.appending(path: name)
    let place = try TemporaryFolder()
    let work = URL(filePath: place.path).appending(path: "project")
    try Self.fill(work, for: story)
    let lines = try String(contentsOf: story.appending(path: "command"), encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
    var text = ""
    for line in lines {
      let run = try Invocation.shell(
        String(line), in: work, environment: url.map { ["DATABASE_URL": $0] } ?? [:])
      text += "$ \(line)\n\(run.output)\(run.errors)"
      if !text.hasSuffix("\n") { text += "\n" }
      if run.status != 0 { text += "[status \(run.status)]\n" }
    }
    if let url, let file = Self.defaultDatabase(of: story) {
      // The engine's own words for a refused row are its own.
      text = text.replacing(url, with: file)
        .replacing(
          /insert or update on table [^\n]* is not present in table "\w+"\.\)/,
          with: "FOREIGN KEY constraint failed")
    }
    let printed = Self.normalized(text, work: work)
    let expectation = story.appending(path: "expected/output")
    if url == nil, ProcessInfo.processInfo.environment["SEEDBED_ACCEPT"] == "1" {
      try FileManager.default.createDirectory(
        at: expectation.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(printed.utf8).write(to: expectation)
    }
    #expect(printed == (try String(contentsOf: expectation, encoding: .utf8)))
  }

  private static func fill(_ work: URL, for story: URL) throws {
    let files = FileManager.default
    let input = story.appending(path: "input")
    if files.fileExists(atPath: input.path(percentEncoded: false)) {
      try files.copyItem(at: input, to: work)
    } else {
      try files.createDirectory(at: work, withIntermediateDirectories: true)
    }
    let list = try? String(contentsOf: story.appending(path: "project"), encoding: .utf8)
    for name in (list ?? "").split(whereSeparator: \.isWhitespace).map(String.init) {
      try files.copyItem(
        at: Installation.root.appending(path: name), to: work.appending(path: name))
    }
  }

  /// Without what differs from run to run: the folders, ports and times.
  private static func normalized(_ text: String, work: URL) -> String {
    var path = work.path(percentEncoded: false)
    if path.hasSuffix("/") { path.removeLast() }
    return text.replacing(path, with: "PROJECT")
      .replacing(Installation.programs.path(percentEncoded: false), with: "PROGRAMS/")
      .replacing("PROGRAMS//", with: "PROGRAMS/")
      .replacing(/process \d+ on \S+/, with: "process N on HOST")
      .replacing(/127\.0\.0\.1:\d+/, with: "127.0.0.1:PORT")
      .replacing(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z/, with: "TIME")
  }
}
