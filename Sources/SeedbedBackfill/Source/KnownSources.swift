import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// The sources a backfill read before, which are known by their content: a log that was rotated, renamed, copied or
/// compressed is the one it was.
struct KnownSources {
  /// What a file is.
  enum Finding {
    /// Read before, up to a place.
    case known(FileProgress, PrefixDigest)
    /// Begins with all that was read of another, which is still there by its own name.
    case copy(FileProgress, PrefixDigest)
    /// Never read; the name is the one it will be known by.
    case new(name: String)
    /// Read before by this name, and other content since.
    case changed(FileProgress, isShorter: Bool)
  }

  private let progress: [FileProgress]
  private let source: BackfillSpecification.Source

  init(of specification: BackfillSpecification, in session: any StoreSession) throws {
    progress = try FileProgress.all(of: specification.name, from: session)
    source = specification.source
  }

  /// `files`: all of the plan, this one among them.
  func finding(for file: SourceFile, among files: [SourceFile]) throws -> Finding {
    let own = progress.first { $0.nameNow == file.name }
    // The rows of a query are what they are today; only the name tells them.
    let others = source.format.isQueried ? [] : progress.filter { $0.file != own?.file }
    if let own {
      // Of what held no record nothing can be lost.
      if own.checkpoint.number == 0 { return .known(own, try digest(of: file)) }
      if let consumed = try longest(of: [own], in: file)?.consumed {
        return .known(own, try digest(of: file, after: consumed))
      }
    }
    if let (other, consumed) = try longest(of: others, in: file) {
      let digest = try digest(of: file, after: consumed)
      let holder = files.first { $0.name == other.nameNow && $0.name != file.name }
      let isHeld = try holder.map { try longest(of: [other], in: $0) != nil } ?? false
      return isHeld ? .copy(other, digest) : .known(other, digest)
    }
    guard let own else { return .new(name: freeName(for: file)) }
    if try isElsewhere(own, files, but: file) || isNextLog(file, after: own) {
      return .new(name: freeName(for: file))
    }
    return .changed(own, isShorter: try !digest(of: file).reach(own.checkpoint.offset))
  }

  /// The file under the name it is known by; nil when its records are another file's.
  func identified(_ file: SourceFile, among files: [SourceFile]) throws -> SourceFile? {
    switch try finding(for: file, among: files) {
    case .known(let progress, _), .changed(let progress, _): file.known(as: progress.file)
    case .new(let name): file.known(as: name)
    case .copy: nil
    }
  }

  private func digest(
    of file: SourceFile, after consumed: PrefixDigest.Consumed = .init()
  ) throws -> PrefixDigest {
    try PrefixDigest(of: file, as: source, after: consumed)
  }

  /// The one of which most was read, all of which is the beginning of a file. One of which no record was read, such
  /// as a mere header, tells nothing.
  private func longest(
    of candidates: [FileProgress], in file: SourceFile
  ) throws -> (progress: FileProgress, consumed: PrefixDigest.Consumed)? {
    let candidates = candidates.filter { $0.checkpoint.number > 0 }
      .sorted { $0.checkpoint.offset < $1.checkpoint.offset }
    if candidates.isEmpty { return nil }
    let digest = try digest(of: file)
    var found: (progress: FileProgress, consumed: PrefixDigest.Consumed)?
    for candidate in candidates {
      let end = candidate.checkpoint.offset
      if let head = candidate.head, end > PrefixDigest.headSize {
        guard try digest.reach(PrefixDigest.headSize) else { break }
        if digest.consumed.head != head { continue }
      }
      guard try digest.reach(end) else { break }
      if digest.checksum == candidate.prefix { found = (candidate, digest.consumed) }
    }
    return found
  }

  private func isElsewhere(
    _ progress: FileProgress, _ files: [SourceFile], but file: SourceFile
  ) throws -> Bool {
    try files.contains { try $0.name != file.name && longest(of: [progress], in: $0) != nil }
  }

  /// Whether a log was begun anew under the name of one that is gone; nobody edits the lines of a log.
  private func isNextLog(_ file: SourceFile, after own: FileProgress) throws -> Bool {
    guard source.format.isLog, let head = own.head else { return false }
    let digest = try digest(of: file)
    guard try digest.reach(PrefixDigest.headSize) else { return true }
    return digest.consumed.head != head
  }

  /// The file's name, or with a number where a source is known by it already: keys are made from it.
  private func freeName(for file: SourceFile) -> String {
    let taken = Set(progress.map(\.file))
    if !taken.contains(file.name) { return file.name }
    var number = 2
    while taken.contains("\(file.name)#\(number)") { number += 1 }
    return "\(file.name)#\(number)"
  }
}

/// What is to be said of a file of a source.
package enum SourceFinding: Sendable, Hashable {
  /// It was read under another name before, and goes on.
  case renamed(file: String, from: String)
  /// All of it, or its first records, were read from another file that is still there.
  case copy(file: String, of: String, records: Int)
  /// It has the name of another source that was read before.
  case replaced(file: String)
  /// Its rows were gone, and it is read again.
  case reread(file: String, rows: Int)
  /// Its last record has no line end, so it may go on.
  case unended(file: String, record: Int)
  /// Some of its rows are gone.
  case lost(file: String, rows: Int, of: Int)
}
