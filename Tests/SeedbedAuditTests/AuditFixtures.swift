import SeedbedCore

@testable import SeedbedAudit

/// A project held in memory.
struct MemoryTree: SourceTree {
  var files: [String: [UInt8]] = [:]
  var unreadable: Set<String> = []

  init(_ files: [String: String] = [:]) {
    self.files = files.mapValues { Array($0.utf8) }
  }

  func paths() -> [String] { Array(files.keys) + unreadable }

  func bytes(of path: String) throws -> [UInt8] {
    guard let bytes = files[path] else {
      throw Diagnostic(.unreadableSource, "'\(path)' cannot be opened")
    }
    return bytes
  }
}

/// `name@line` of each generator called in Python source.
func pythonCalls(_ text: String, also additional: [String] = []) throws -> [String] {
  let bytes = Array(text.utf8)
  var lines = SourceLines(bytes)
  return PythonCalls.find(
    in: bytes, tokens: try PythonLexer.tokens(of: bytes.span),
    generators: PythonGenerators(additional: additional)
  ).map { "\($0.name)@\(lines.location(of: $0.offset, in: "").line)" }
}

/// `name@line` of each generator called in Swift source.
func swiftCalls(_ text: String) throws -> [String] {
  let bytes = Array(text.utf8)
  var lines = SourceLines(bytes)
  return SwiftCalls.find(in: bytes, tokens: try SwiftLexer.tokens(of: bytes.span))
    .map { "\($0.name)@\(lines.location(of: $0.offset, in: "").line)" }
}

/// The day the tests run on: 2026-11-24.
let today = Timestamp(seconds: 1_795_478_400)

func audit(
  _ tree: MemoryTree, _ configuration: AuditConfiguration = AuditConfiguration(),
  countsReport: Bool = false
) async throws -> AuditOutcome {
  try await AuditRun(configuration, now: today, countsReport: countsReport)(tree)
}
