import SeedbedCore

/// Reads a file of BSON documents, one behind the other, as `mongodump` writes them for each collection.
///
/// A document that is not sound inside its length is returned as a problem. Records have no lines.
package struct BSONReader: RecordReader {
  package private(set) var checkpoint: SourceCheckpoint
  private var stream: BSONStream

  /// Reads a source that was opened before; `name` is what messages call it.
  package init(
    _ source: SourceBytes, named name: String, at checkpoint: SourceCheckpoint = .start,
    limits: JSONLimits = .record
  ) {
    self.checkpoint = checkpoint
    stream = BSONStream(source, named: name, at: checkpoint.offset, limits: limits)
  }

  package var fieldNames: [String] { [] }

  /// - Throws: `bson.torn` where the source ends inside a document, `bson.length` where a length is none.
  package mutating func next(into record: inout SourceRecord) throws -> Bool {
    guard let length = try stream.documentLength() else { return false }
    record.number = checkpoint.number + 1
    stream.read(length, into: &record)
    checkpoint.number = record.number
    checkpoint.offset = stream.offset
    return true
  }
}
