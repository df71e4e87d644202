/// Reads a source one record at a time, in memory that does not grow with the source.
package protocol RecordReader {
  /// The names of flat fields, in order; empty when records carry a tree.
  var fieldNames: [String] { get }

  /// Where the record after the last one read begins.
  var checkpoint: SourceCheckpoint { get }

  /// What was read since this reader began and is no record, by its name in the singular: `blank line`, `INVBUY`.
  var passedOver: [String: Int] { get }

  /// Reads the next record into `record`.
  ///
  /// A malformed record is returned with its `problem` set, and the reader goes on after it.
  ///
  /// - Returns: false at the end of the source.
  /// - Throws: `Diagnostic` when nothing after this place can be read.
  mutating func next(into record: inout SourceRecord) throws -> Bool
}

extension RecordReader {
  package var passedOver: [String: Int] { [:] }
}

/// Where reading resumes: just after a record.
package struct SourceCheckpoint: Sendable, Hashable {
  /// Bytes consumed.
  package var offset: Int
  /// Records consumed.
  package var number: Int
  /// Lines consumed.
  package var line: Int

  package init(offset: Int = 0, number: Int = 0, line: Int = 0) {
    self.offset = offset
    self.number = number
    self.line = line
  }

  package static let start = SourceCheckpoint()
}
