import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Where each file of a backfill begins or goes on.
struct Resumption {
  struct Start {
    let file: SourceFile
    var progress: FileProgress
    /// Of the part of the file that was read before.
    var consumed = PrefixDigest.Consumed()
    /// Whether all of the file was read before.
    var isAtEnd = false
  }

  let files: [Start]

  /// - Throws: `Diagnostics` when a consumed part of a source, or the mapping, has changed.
  init(of plan: BackfillPlan, restart: Bool, on store: any Store) throws {
    let specification = plan.specification
    var problems = Diagnostics()
    files = try plan.files.map { file in
      let found =
        restart
        ? nil
        : try store.read { try FileProgress.read(of: file.name, in: specification.name, from: $0) }
      let fresh = FileProgress(
        backfill: specification.name, file: file.name, mapping: specification.checksum)
      guard let found, found.checkpoint.offset > 0 else {
        return Start(file: file, progress: fresh)
      }
      var start = Start(file: file, progress: found)
      if let problem = try Self.problem(with: &start, of: specification) { problems.add(problem) }
      return start
    }
    try problems.throwIfAny()
  }

  /// Takes back what is known of the files, so that all is read again.
  func forget(_ backfill: String, in session: any StoreSession) throws {
    try session.execute(
      "DELETE FROM seedbed_backfill_files WHERE backfill = $1", [.text(backfill)])
    try session.execute(
      "DELETE FROM seedbed_backfill_rejects WHERE backfill = $1", [.text(backfill)])
  }

  /// Why reading cannot go on where it stopped; nil, with the consumed part read again, when it can.
  private static func problem(
    with start: inout Start, of specification: BackfillSpecification
  ) throws -> Diagnostic? {
    let (file, end) = (start.file, start.progress.checkpoint.offset)
    func changed(_ message: String, help: String) -> Diagnostic {
      Diagnostic(
        .backfillChanged, message,
        help: "\(help), or read all again with --restart: records that are there count as present")
    }
    if start.progress.mapping != specification.checksum {
      return changed(
        "\(specification.file) was changed since \(file.name) was begun",
        help: "put the mapping back to go on")
    }
    let digest = try PrefixDigest(of: file, as: specification.source)
    guard try digest.reach(end) else {
      return changed(
        "\(file.path) is shorter than what was read of it (\(end) bytes)",
        help: "put the file back to go on")
    }
    start.consumed = digest.consumed
    if digest.checksum != start.progress.prefix {
      return changed(
        "\(file.path) was changed in the part that was read already (its first \(end) bytes)",
        help: "put the file back to go on")
    }
    start.isAtEnd = try digest.isAtEnd()
    if start.isAtEnd { return nil }
    if specification.source.sessions != nil {
      return Diagnostic(
        .backfillChanged, "\(file.path) grew, and sessions that had ended may have gone on",
        help: "give the new part its own file")
    }
    return specification.source.hasLines
      ? try problemAtLineEnd(of: &start, digest, changed) : nil
  }

  /// A last line without its end counts as a record; it cannot grow afterwards.
  private static func problemAtLineEnd(
    of start: inout Start, _ digest: PrefixDigest, _ changed: (String, String) -> Diagnostic
  ) throws -> Diagnostic? {
    let newline = UInt8(ascii: "\n")
    let around = try digest.bytes(at: start.progress.checkpoint.offset - 1, count: 2)
    guard around.count == 2, around[0] != newline else { return nil }
    if around[1] == newline || around[1] == UInt8(ascii: "\r") {
      // The line that was counted ends here.
      start.progress.checkpoint.line -= 1
      return nil
    }
    return changed(
      "\(start.file.path) grew inside line \(start.progress.checkpoint.line), which had no line "
        + "end when it was read", "put the file back to go on")
  }
}

extension Diagnostic.Code {
  /// A source or mapping that is not what an earlier run began with.
  static let backfillChanged = Self("backfill.changed", .runFailed)
}
