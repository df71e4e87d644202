import Foundation
import SeedbedCore

/// What every operation answered, in a file without a name, so that memory does not grow with the answers.
///
/// Equal answers of one operation are kept once. The file goes with the process, however that ends.
final class EvidenceFile {
  /// One exchange in the file.
  private struct Record {
    /// nil for the one without credentials.
    let state: VerifyState?
    let offset: UInt64
    let length: Int
    let duration: Duration
  }

  private let handle: FileHandle
  private var end: UInt64 = 0
  /// By operation, in the order asked.
  private var records: [[Record]]
  private var requests: [SentRequest?]
  private var changeProblems: [Int: [String]] = [:]

  /// - Throws: `Diagnostic` when there is no place for temporary files.
  init(operations: Int) throws {
    records = Array(repeating: [], count: operations)
    requests = Array(repeating: nil, count: operations)
    let path = FileManager.default.temporaryDirectory
      .appending(path: "\(LeftFiles.answersPrefix)\(UUID().uuidString)").path(percentEncoded: false)
    let isMade = FileManager.default.createFile(
      atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    guard isMade, let handle = FileHandle(forUpdatingAtPath: path) else {
      throw Diagnostic(
        .evidenceFile, "'\(path)' cannot be written, and answers are kept there",
        help: "name another folder for temporary files: TMPDIR=DIR")
    }
    try? FileManager.default.removeItem(atPath: path)
    self.handle = handle
  }

  deinit { try? handle.close() }

  /// Keeps what an operation answered in a state.
  ///
  /// `isFurther`: whether it comes after what was answered in this state before, or in its place.
  func keep(
    _ exchanges: [Exchange], of place: Int, in state: VerifyState, isFurther: Bool
  ) throws {
    if !isFurther { records[place].removeAll { $0.state == state } }
    for exchange in exchanges { try add(exchange, of: place, in: state) }
  }

  /// Keeps what an operation answered without credentials.
  func keep(withoutCredentials exchange: Exchange, of place: Int) throws {
    records[place].removeAll { $0.state == nil }
    try add(exchange, of: place, in: nil)
  }

  func keep(_ request: SentRequest, of place: Int) {
    requests[place] = request
  }

  /// Keeps what an effect did not change as declared, each problem once.
  func keep(changeProblems problems: [String], of place: Int) {
    let known = changeProblems[place] ?? []
    changeProblems[place] = known + problems.filter { !known.contains($0) }
  }

  /// Everything that was kept of an operation.
  func evidence(of place: Int) throws -> Evidence {
    var evidence = Evidence()
    evidence.request = requests[place]
    evidence.changeProblems = changeProblems[place]
    var read: [UInt64: KeptExchange] = [:]
    for record in records[place] {
      let kept = try read[record.offset] ?? KeptExchange(bytes(of: record))
      read[record.offset] = kept
      let exchange = kept.exchange(after: record.duration)
      if let state = record.state {
        evidence[state].append(exchange)
      } else {
        evidence.withoutCredentials = exchange
      }
    }
    return evidence
  }

  private func add(_ exchange: Exchange, of place: Int, in state: VerifyState?) throws {
    let bytes = KeptExchange.bytes(of: exchange)
    let duration = exchange.answer?.duration ?? .zero
    if let first = records[place].first, first.length == bytes.count,
      try self.bytes(of: first) == bytes
    {
      records[place].append(
        Record(state: state, offset: first.offset, length: first.length, duration: duration))
      return
    }
    try refusing { handle in
      try handle.seek(toOffset: end)
      try handle.write(contentsOf: Data(bytes))
    }
    records[place].append(
      Record(state: state, offset: end, length: bytes.count, duration: duration))
    end += UInt64(bytes.count)
  }

  private func bytes(of record: Record) throws -> [UInt8] {
    try refusing { handle in
      try handle.seek(toOffset: record.offset)
      var bytes: [UInt8] = []
      while bytes.count < record.length,
        let part = try handle.read(upToCount: record.length - bytes.count), !part.isEmpty
      {
        bytes += part
      }
      return bytes
    }
  }

  private func refusing<Result>(_ body: (FileHandle) throws -> Result) throws -> Result {
    do {
      return try body(handle)
    } catch {
      throw Diagnostic(
        .evidenceFile, "the temporary file of the answers cannot be used",
        help: "is the disk full? name another folder for temporary files: TMPDIR=DIR",
        cause: error.localizedDescription)
    }
  }
}

extension Diagnostic.Code {
  /// The temporary file in which answers are kept.
  static let evidenceFile = Self("verify.answers", .runFailed)
}
