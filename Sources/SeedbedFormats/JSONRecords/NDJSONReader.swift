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

  /// Reads a source; `name` is what messages call it.
  ///
  /// - Throws: `source.encoding`.
  package init(
    _ source: SourceBytes, named name: String, at checkpoint: SourceCheckpoint = .start,
    limits: JSONLimits = .record
  ) throws {
    self.limits = limits
    scanner = JSONScanner(limits: limits)
    lines = LineReader(source, at: checkpoint)
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
