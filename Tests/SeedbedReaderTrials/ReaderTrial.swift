package import SeedbedFormats

/// A reader, and what must hold of it for any source: it gives the same however the bytes arrive.
package struct ReaderTrial: Sendable, CustomStringConvertible {
  /// Opens the reader over a source at a checkpoint.
  package typealias Opening =
    @Sendable (SourceBytes, SourceCheckpoint) throws -> any RecordReader

  /// The name of the reader, and of the folder of its sources in `Tests/Fuzz/corpus`.
  package let name: String
  /// Whether places count the bytes of the source itself, not of what it is made into first.
  let countsSourceBytes: Bool
  /// How many bytes a record may take; nil for the limit there always is.
  let recordLimit: Int?
  let open: Opening

  init(
    _ name: String, countsSourceBytes: Bool = true, recordLimit: Int? = nil,
    open: @escaping Opening
  ) {
    (self.name, self.countsSourceBytes) = (name, countsSourceBytes)
    (self.recordLimit, self.open) = (recordLimit, open)
  }

  package var description: String { name }

  /// What the reader makes of a source that is in memory as a whole.
  package func whole(_ content: [UInt8]) -> Reading {
    Reading { try open(bytes(.memory(content), window: content.count + 1), .start) }
  }

  /// Why the places of a reading cannot be right; nil when each record lies behind the one before, in the source.
  package func misplacement(in whole: Reading, of content: [UInt8]) -> String? {
    var end = 0
    for item in whole.items {
      let itemEnd = item.offset + item.length
      guard item.offset >= end, item.length >= 0, item.checkpoint.offset >= itemEnd else {
        return "record \(item.number) does not lie behind the one before: \(item)"
      }
      end = item.checkpoint.offset
    }
    return countsSourceBytes && end > content.count ? "the records go beyond the source" : nil
  }

  /// How reading in pieces of `sizes` differs from `whole`; nil when it does not.
  package func difference(
    from whole: Reading, of content: [UInt8], inPieces sizes: [Int], window: Int
  ) -> String? {
    let source = ByteSource.stream(StreamedBytes { Pieces(content, sizes) })
    let reading = Reading { try open(bytes(source, window: window), .start) }
    return reading == whole
      ? nil : "in pieces of \(sizes), window \(window):\n\(reading)\nas a whole:\n\(whole)"
  }

  /// How reading on behind the record at `place` differs from the rest of `whole`; nil when it does not.
  package func difference(
    from whole: Reading, of content: [UInt8], behind place: Int, window: Int
  ) -> String? {
    let reading = Reading {
      try open(bytes(.memory(content), window: window), whole.items[place].checkpoint)
    }
    let rest = whole.rest(behind: place)
    return reading == rest
      ? nil : "behind record \(place + 1), window \(window):\n\(reading)\nas a whole:\n\(rest)"
  }

  /// A source with the first size of its window.
  private func bytes(_ source: ByteSource, window: Int) -> SourceBytes {
    var bytes = SourceBytes(source)
    bytes.window = window
    if let recordLimit { bytes.recordLimit = recordLimit }
    return bytes
  }
}
