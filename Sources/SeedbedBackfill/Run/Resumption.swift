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
    /// What its first batch takes the place of.
    var forgets = Forgotten.nothing
    /// Whether it was never read.
    var isNew = false
    var findings: [SourceFinding] = []
  }

  enum Forgotten {
    case nothing
    /// Where it was read to; its rejects go as their records are read again.
    case progress
    /// And where its rows came from: they are gone.
    case rows
  }

  let files: [Start]

  /// `only`: the name of one file of the plan; all when nil.
  ///
  /// - Throws: `Diagnostics` when a consumed part of a source, or the mapping, has changed.
  init(of plan: BackfillPlan, only: String? = nil, restart: Bool, on store: any Store) throws {
    var problems = Diagnostics()
    files = try plan.files.filter { only == nil || $0.name == only }.compactMap { file in
      let found = problems.collect {
        try store.read { try Self.start(of: file, in: plan, restart: restart, $0) }
      }
      guard var start = found, !restart else { return found }
      if let problem = try Self.problem(with: &start, of: plan.specification) {
        problems.add(problem)
      }
      return start
    }
    try problems.throwIfAny()
  }

  /// The start of a file that was new when the run began: a file that was read since may have its content.
  static func again(
    _ start: Start, in plan: BackfillPlan, on store: any Store
  ) throws -> Start {
    guard start.isNew else { return start }
    let file = start.file.known(as: start.file.nameNow)
    return try store.read { try Self.start(of: file, in: plan, restart: false, $0) }
  }

  private static func start(
    of file: SourceFile, in plan: BackfillPlan, restart: Bool, _ session: any StoreSession
  ) throws -> Start {
    let specification = plan.specification
    switch try KnownSources(of: specification, in: session).finding(for: file, among: plan.files) {
    case .new(let name):
      var start = Start(fresh: file.known(as: name), of: specification)
      start.isNew = true
      if name != file.name { start.findings = [.replaced(file: file.name)] }
      return start
    case .copy(let known, let digest):
      return try Start(copy: file, of: known, digest, specification)
    case .known(let known, let digest):
      let standing = try StandingRows(of: known, in: plan.schema, session)
      if !restart, !standing.areAllGone, known.checkpoint.number > 0 {
        return try Start(known: file, from: known, digest, standing)
      }
      let fresh = Start(fresh: file.known(as: known.file), of: specification)
      return again(fresh, standing, restart: restart)
    case .changed(let known, let isShorter):
      let standing = try StandingRows(of: known, in: plan.schema, session)
      if restart || standing.areAllGone {
        let fresh = Start(fresh: file.known(as: known.file), of: specification)
        return again(fresh, standing, restart: restart)
      }
      throw changed(
        isShorter
          ? "\(file.path) is shorter than what was read of it (\(known.checkpoint.offset) bytes)"
          : "\(file.path) was changed in the part that was read already (its first "
            + "\(known.checkpoint.offset) bytes)", help: "put the file back to go on")
    }
  }

  private static func again(_ start: Start, _ standing: StandingRows, restart: Bool) -> Start {
    var start = start
    start.forgets = standing.areAllGone ? .rows : .progress
    if standing.areAllGone, !restart {
      start.findings = [.reread(file: start.file.nameNow, rows: standing.loaded)]
    }
    return start
  }

  private static func changed(_ message: String, help: String) -> Diagnostic {
    Diagnostic(
      .backfillChanged, message,
      help: "\(help), or read all again with --restart: records that are there count as present")
  }

  /// Why reading cannot go on where it stopped; nil when it can.
  private static func problem(
    with start: inout Start, of specification: BackfillSpecification
  ) throws -> Diagnostic? {
    let file = start.file
    guard start.progress.checkpoint.offset > 0 else { return nil }
    if start.progress.mapping != specification.checksum {
      return changed(
        "\(specification.file) was changed since \(file.nameNow) was begun",
        help: "put the mapping back to go on")
    }
    if start.isAtEnd { return nil }
    if specification.source.sessions != nil {
      return Diagnostic(
        .backfillChanged, "\(file.path) grew, and sessions that had ended may have gone on",
        help: "give the new part its own file")
    }
    guard specification.source.hasLines else { return nil }
    let digest = try PrefixDigest(of: file, as: specification.source, after: start.consumed)
    return try problemAtLineEnd(of: &start, specification, digest)
  }

  /// A last line without its end counts as a record; it cannot grow afterwards.
  private static func problemAtLineEnd(
    of start: inout Start, _ specification: BackfillSpecification, _ digest: PrefixDigest
  ) throws -> Diagnostic? {
    let newline = UInt8(ascii: "\n")
    let around = try digest.bytes(at: start.progress.checkpoint.offset - 1, count: 2)
    guard around.count == 2, around[0] != newline else { return nil }
    if around[1] == newline || around[1] == UInt8(ascii: "\r") {
      // The line that was counted ends here.
      start.progress.checkpoint.line -= 1
      return nil
    }
    return Diagnostic(
      .backfillChanged,
      "\(start.file.path) grew inside line \(start.progress.checkpoint.line), which had no line "
        + "end when it was read",
      help:
        "put the file back to go on, or read all again with --restart; if the part was loaded, and no "
        + "reject, write 'on_conflict: replace' into \(specification.file) first")
  }
}

extension Resumption.Start {
  /// Of a file that is read from its start.
  fileprivate init(fresh file: SourceFile, of specification: BackfillSpecification) {
    self.init(
      file: file,
      progress: FileProgress(of: file, in: specification.name, mapping: specification.checksum))
  }

  /// Of a file whose records are another file's, where they are counted.
  fileprivate init(
    copy file: SourceFile, of known: FileProgress, _ digest: PrefixDigest,
    _ specification: BackfillSpecification
  ) throws {
    self.init(fresh: file, of: specification)
    isNew = true
    progress.checkpoint = known.checkpoint
    progress.prefix = known.prefix
    progress.counts.read = known.counts.read
    progress.counts.present = known.counts.read
    for column in specification.summedColumns {
      progress.sums[column] = ExactDecimal(unscaled: 0, scale: 0)
    }
    consumed = digest.consumed
    isAtEnd = try digest.isAtEnd()
    findings = [.copy(file: file.name, of: known.nameNow, records: known.counts.read)]
  }

  /// Of a file that goes on where it was read to.
  fileprivate init(
    known file: SourceFile, from known: FileProgress, _ digest: PrefixDigest,
    _ standing: StandingRows
  ) throws {
    self.init(file: file.known(as: known.file), progress: known)
    progress.nameNow = file.name
    consumed = digest.consumed
    isAtEnd = try digest.isAtEnd()
    if known.nameNow != file.name {
      findings = [
        .renamed(file: file.name, from: known.nameNow.isEmpty ? known.file : known.nameNow)
      ]
    }
    if standing.gone > 0 {
      findings.append(.lost(file: file.name, rows: standing.gone, of: standing.loaded))
    }
  }

  /// Whether all of it is another file's.
  var isCopy: Bool { isNew && isAtEnd }

  /// nil when it is read from its start, or nothing of it is.
  var resumed: BackfillOutcome.Resumed? {
    let byte = progress.checkpoint.offset
    return isAtEnd || byte == 0 ? nil : .init(file: file.nameNow, byte: byte)
  }

  /// Of a copy, whose records are counted where they were loaded.
  var uncounted: FileProgress {
    var progress = progress
    progress.counts = BackfillCounts()
    return progress
  }

  /// Lets the database know what the file is called now, before any of it is read.
  func settle(in session: any StoreSession) throws {
    if progress.nameNow != progress.file || !findings.isEmpty {
      try progress.writeName(in: session)
    }
  }
}

extension Diagnostic.Code {
  /// A source or mapping that is not what an earlier run began with.
  static let backfillChanged = Self("backfill.changed", .runFailed)
}
