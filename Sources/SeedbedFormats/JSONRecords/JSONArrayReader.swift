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

  /// Goes to the array of a source; `name` is what messages call it.
  ///
  /// `pointer`: the way to the array (RFC 6901), such as `/data/items`; empty for the whole document.
  /// `isAssigned`: whether the document follows a name and an equals sign.
  ///
  /// - Throws: `json-pointer.syntax`, `json-pointer.target`, `json.syntax`.
  package init(
    _ source: SourceBytes, named name: String, pointer: String = "", isAssigned: Bool = false,
    at checkpoint: SourceCheckpoint = .start, limits: JSONLimits = .record
  ) throws {
    self.pointer = try JSONPointer(pointer)
    self.isAssigned = isAssigned
    self.checkpoint = checkpoint
    recordLimit = source.recordLimit
    scanner = JSONScanner(limits: limits)
    stream = JSONStream(source, named: name, limits: limits)
    try stream.skipByteOrderMark()
    if isAssigned { try stream.enterAssignment() }
    try stream.enterArray(at: self.pointer)
    if checkpoint.offset == 0 {
      self.checkpoint.offset = stream.offset
      self.checkpoint.line = stream.lines
    } else {
      let levels = stream.levels
      stream = JSONStream(
        source, named: name, at: checkpoint.offset, lines: checkpoint.line, limits: limits)
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
