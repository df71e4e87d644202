@testable import SeedbedFormats

extension RecordReader {
  /// Every record left, in order.
  mutating func rest() throws -> [SourceRecord] {
    var records: [SourceRecord] = []
    var record = SourceRecord()
    while try next(into: &record) { records.append(record) }
    return records
  }
}

extension SourceRecord {
  /// The fields as text, or the code of the problem.
  var texts: [String] {
    problem.map { [$0.code] } ?? (0..<fields.count).map { fields.text(of: $0) }
  }

  /// The tree as text, or the code of the problem.
  var text: String {
    problem?.code ?? json.map { JSONWriter.text($0, pretty: false) } ?? "nothing"
  }

  /// Where the record stands: number, line, offset, length.
  var place: [Int] { [number, line, offset, length] }
}

/// The UTF-8 of `text`.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

extension SourceBytes {
  /// A source in memory, with the sizes that a test asks for.
  static func memory(
    _ bytes: [UInt8], window: Int = 1 << 18, recordLimit: Int = RecordLimit.standard
  ) -> SourceBytes {
    var source = SourceBytes(.memory(bytes))
    (source.window, source.recordLimit) = (window, recordLimit)
    return source
  }
}
