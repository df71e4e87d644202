import SeedbedReaderTrials
import Testing

@testable import SeedbedFormats

/// Checks that reading on from every checkpoint gives what reading without a stop gives.
///
/// `open`: a reader of the same source at a checkpoint.
///
/// - Returns: all records.
@discardableResult
func expectResumable<Reader: RecordReader>(
  _ open: (SourceCheckpoint) throws -> Reader, sourceLocation: SourceLocation = #_sourceLocation
) throws -> [SourceRecord] {
  let whole = Reading { try open(.start) }
  for (place, item) in whole.items.enumerated() {
    #expect(
      Reading { try open(item.checkpoint) } == whole.rest(behind: place),
      "behind record \(place + 1)", sourceLocation: sourceLocation)
  }
  var reader = try open(.start)
  return try reader.rest()
}

/// Reads a source torn behind each of its bytes: whatever is missing, what is read lies inside what is there.
///
/// `open`: a reader of the torn source.
func expectBearsTearing<Reader: RecordReader>(
  _ content: [UInt8], _ open: ([UInt8]) throws -> Reader,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for length in 0..<content.count {
    do {
      var reader = try open(Array(content.prefix(length)))
      var end = 0
      for record in try reader.rest() {
        #expect(record.offset >= end, "torn at \(length)", sourceLocation: sourceLocation)
        end = record.offset + record.length
      }
      #expect(end <= length, "torn at \(length)", sourceLocation: sourceLocation)
    } catch {
      // An error is an answer, too.
    }
  }
}

/// Reads a source with each of its bytes changed in turn, in three ways: whatever becomes of it, reading ends and
/// what is read lies inside the source.
///
/// `open`: a reader of the changed source.
func expectBearsChanges<Reader: RecordReader>(
  _ content: [UInt8], _ open: ([UInt8]) throws -> Reader,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for place in content.indices {
    for change in [0x01, 0x80, 0xFF] as [UInt8] {
      var changed = content
      changed[place] ^= change
      do {
        var reader = try open(changed)
        var end = 0
        for record in try reader.rest() {
          #expect(record.offset >= end, "changed at \(place)", sourceLocation: sourceLocation)
          end = record.offset + record.length
        }
        #expect(end <= content.count, "changed at \(place)", sourceLocation: sourceLocation)
      } catch {
        // An error is an answer, too.
      }
    }
  }
}
