import SeedbedCore

/// Reads one JSON value a line, in memory that stays flat.
///
/// Lines of white space are skipped, as is a byte order mark at the start. A line that is not JSON is returned as
/// a problem with the byte at which it goes wrong.
package struct NDJSONReader: RecordReader {
  private var lines: LineReader
  private let limits: JSONLimits
  private var scanner: JSONScanner
  private var blankLines = 0

  /// Opens the file; `at` is a checkpoint of an earlier reader of the same file.
  ///
  /// - Throws: `file.missing`, `file.unreadable`, `source.encoding`.
  package init(
    file path: String, at checkpoint: SourceCheckpoint = .start, limits: JSONLimits = .record
  ) throws {
    try self.init(.opened(path), named: path, at: checkpoint, limits: limits)
  }

  /// Reads a source that was opened before; `name` is what messages call it.
  package init(
    _ source: SourceBytes, named name: String, at checkpoint: SourceCheckpoint = .start,
    limits: JSONLimits = .record
  ) throws {
    try self.init(source.source, named: name, at: checkpoint, limits: limits)
  }

  /// Reads from memory; `name` is the source as messages call it.
  package init(
    bytes: [UInt8], named name: String, at checkpoint: SourceCheckpoint = .start,
    limits: JSONLimits = .record
  ) throws {
    try self.init(.memory(bytes), named: name, at: checkpoint, limits: limits)
  }

  package init(
    _ source: ByteSource, named name: String, at checkpoint: SourceCheckpoint = .start,
    limits: JSONLimits = .record, recordLimit: Int = RecordLimit.standard, capacity: Int = 1 << 18
  ) throws {
    self.limits = limits
    scanner = JSONScanner(limits: limits)
    lines = LineReader(source, at: checkpoint, recordLimit: recordLimit, capacity: capacity)
    try lines.skipByteOrderMark(named: name)
  }

  package var fieldNames: [String] { [] }

  package var checkpoint: SourceCheckpoint { lines.checkpoint }

  package var passedOver: [String: Int] { blankLines == 0 ? [:] : ["blank line": blankLines] }

  package mutating func next(into record: inout SourceRecord) throws -> Bool {
    while let line = try lines.next() {
      if !line.isTooLong, isBlank(line.text) {
        blankLines += 1 + lines.skipEmptyLines()
        continue
      }
      lines.countRecord()
      record.start(at: lines)
      if line.isTooLong {
        record.problem = .tooLong(lines.recordLimit)
        return true
      }
      scanner.position = 0
      do throws(JSONFault) {
        record.json = try scanner.document(in: lines.bytes.span.bytes.extracting(line.text))
      } catch {
        record.problem = RecordProblem(
          code: error.kind.rawValue,
          message: "\(error.message), at byte \(record.offset + error.offset)")
      }
      return true
    }
    return false
  }

  @inline(__always)
  private func isBlank(_ text: Range<Int>) -> Bool {
    for position in text {
      let byte = lines.bytes[position]
      if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t"), byte != UInt8(ascii: "\r") {
        return false
      }
    }
    return true
  }
}
