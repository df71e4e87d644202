package import SeedbedCore

extension Diagnostic.Code {
  /// The pointer of a source leads to nothing, or to something that is not an array.
  package static let jsonPointerTarget = Self("json-pointer.target", .invalidFile)
}

/// Reads the elements of one array of a JSON document, each as a record; never builds the array.
///
/// A record takes the bytes of its element alone, without the comma and white space around it. The document may
/// be assigned to a name, as in the archives some services hand out: `window.YTD.tweets.part0 = [ … ]`.
/// An element that is not JSON is returned as a problem when its brackets let the next one be found. What lies
/// around the array is checked as well; a name that appears twice there is noticed if it is one of the pointer's.
package struct JSONArrayReader: RecordReader {
  package private(set) var checkpoint: SourceCheckpoint
  private let pointer: JSONPointer
  private let isAssigned: Bool
  private var stream: JSONStream
  private var scanner: JSONScanner
  private let recordLimit: Int
  private var isFinished = false

  /// Opens the file and goes to the array; `at` is a checkpoint of an earlier reader of the same file.
  ///
  /// `pointer`: the way to the array (RFC 6901), such as `/data/items`; empty for the whole document.
  ///
  /// - Throws: `file.missing`, `file.unreadable`, `json-pointer.syntax`, `json-pointer.target`, `json.syntax`.
  package init(
    file path: String, pointer: String = "", at checkpoint: SourceCheckpoint = .start,
    limits: JSONLimits = .record
  ) throws {
    try self.init(
      .opened(path), named: path, pointer: pointer, at: checkpoint, limits: limits)
  }

  /// Reads a source that was opened before; `name` is what messages call it.
  ///
  /// `isAssigned`: whether the document follows a name and an equals sign.
  package init(
    _ source: SourceBytes, named name: String, pointer: String = "", isAssigned: Bool = false,
    at checkpoint: SourceCheckpoint = .start, limits: JSONLimits = .record
  ) throws {
    try self.init(
      source.source, named: name, pointer: pointer, isAssigned: isAssigned, at: checkpoint,
      limits: limits)
  }

  /// Reads from memory; `name` is the source as messages call it.
  package init(
    bytes: [UInt8], named name: String, pointer: String = "",
    at checkpoint: SourceCheckpoint = .start, limits: JSONLimits = .record
  ) throws {
    try self.init(.memory(bytes), named: name, pointer: pointer, at: checkpoint, limits: limits)
  }

  package init(
    _ source: ByteSource, named name: String, pointer: String, isAssigned: Bool = false,
    at checkpoint: SourceCheckpoint, limits: JSONLimits = .record,
    recordLimit: Int = RecordLimit.standard, capacity: Int = 1 << 18
  ) throws {
    self.pointer = try JSONPointer(pointer)
    self.isAssigned = isAssigned
    self.checkpoint = checkpoint
    self.recordLimit = recordLimit
    scanner = JSONScanner(limits: limits)
    stream = JSONStream(source, named: name, limits: limits, capacity: capacity)
    try stream.skipByteOrderMark()
    if isAssigned { try stream.enterAssignment() }
    try stream.enterArray(at: self.pointer)
    if checkpoint.offset == 0 {
      self.checkpoint.offset = stream.offset
      self.checkpoint.line = stream.lines
    } else {
      let levels = stream.levels
      stream = JSONStream(
        source, named: name, at: checkpoint.offset, lines: checkpoint.line, limits: limits,
        capacity: capacity)
      stream.levels = levels
    }
  }

  package var fieldNames: [String] { [] }

  package mutating func next(into record: inout SourceRecord) throws -> Bool {
    guard !isFinished else { return false }
    guard try stream.peekPastSpace() != UInt8(ascii: "]") else {
      try stream.finish(isAssigned: isAssigned)
      isFinished = true
      return false
    }
    if checkpoint.number > 0 {
      guard try stream.takePastSpace(UInt8(ascii: ",")) else { throw stream.problem("',' or ']'") }
      _ = try stream.peekPastSpace()
    }
    try readElement(into: &record)
    checkpoint = SourceCheckpoint(
      offset: stream.offset, number: record.number, line: stream.lines)
    return true
  }

  private mutating func readElement(into record: inout SourceRecord) throws {
    record.number = checkpoint.number + 1
    record.line = stream.lines + 1
    record.offset = stream.offset
    record.json = nil
    record.problem = nil
    record.fields.removeAll()
    let length = try elementLength()
    record.length = length
    scanner.position = 0
    do throws(JSONFault) {
      record.json = try stream.window.withUnread { (bytes) throws(JSONFault) in
        try scanner.document(in: bytes.extracting(first: length))
      }
    } catch {
      record.problem = RecordProblem(
        code: error.kind.rawValue,
        message: "\(error.message), at byte \(record.offset + error.offset)")
    }
    stream.take(length)
  }

  /// How many bytes the element takes that comes next; they are then in memory.
  private mutating func elementLength() throws -> Int {
    try stream.valueLength(limit: recordLimit, expected: "the end of the element that starts") {
      Diagnostic(
        .recordTooLong,
        "\($0.name): the element at line \($0.lines + 1) " + RecordLimit.message(recordLimit))
    }
  }
}
