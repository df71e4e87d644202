import SeedbedCore
import Testing

@testable import SeedbedFormats

/// Bytes in memory, handed out in pieces of given sizes.
private final class Pieces: ByteStream {
  let content: [UInt8]
  let sizes: [Int]
  private var place = 0
  private var turn = 0

  init(_ content: [UInt8], _ sizes: [Int]) {
    (self.content, self.sizes) = (content, sizes)
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    let count = min(sizes[turn % sizes.count], target.count, content.count - place)
    turn += 1
    content.withUnsafeBytes {
      target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[place..<place + count]))
    }
    place += count
    return count
  }
}

/// What became of a source: its records, where they lie, and what ended the reading.
private struct Reading: Equatable {
  var records: [[String]] = []
  var places: [[Int]] = []
  var checkpoints: [SourceCheckpoint] = []
  var end = ""

  init(_ open: () throws -> any RecordReader) {
    do {
      var reader = try open()
      var record = SourceRecord()
      while try reader.next(into: &record) {
        records.append(record.content)
        places.append(record.place)
        checkpoints.append(reader.checkpoint)
        if records.count > 10_000 { break }
      }
    } catch {
      end = "\(error)"
    }
  }

  func dropFirst(_ count: Int) -> Reading {
    var rest = self
    rest.records.removeFirst(count)
    rest.places.removeFirst(count)
    rest.checkpoints.removeFirst(count)
    return rest
  }
}

/// Every reader gives the same records, rejects and places however its bytes arrive, and from every record on.
struct ArrivingBytesTests {
  @Test(arguments: ReaderUnderTest.all)
  func `pieces of any size give the same`(reader: ReaderUnderTest) {
    for content in reader.inputs {
      let whole = Reading { try reader.open(.memory(content), 1 << 18, .start) }
      for (sizes, capacity) in Self.pieces {
        let pieces = ByteSource.stream(StreamedBytes { Pieces(content, sizes) })
        #expect(
          Reading { try reader.open(pieces, capacity, .start) } == whole,
          "\(sizes) of \(String(decoding: content, as: UTF8.self))")
      }
    }
  }

  @Test(arguments: ReaderUnderTest.all)
  func `reading on behind any record gives the rest`(reader: ReaderUnderTest) {
    for content in reader.inputs {
      let whole = Reading { try reader.open(.memory(content), 1 << 18, .start) }
      for (place, checkpoint) in whole.checkpoints.enumerated() {
        #expect(
          Reading { try reader.open(.memory(content), 64, checkpoint) }
            == whole.dropFirst(place + 1),
          "behind record \(place + 1) of \(String(decoding: content, as: UTF8.self))")
      }
    }
  }

  /// The sizes of the pieces, and how much a window holds at first.
  private static let pieces: [([Int], Int)] = [
    ([1], 16), ([2], 16), ([3], 32), ([7], 16), ([64], 64), ([5, 1, 29, 2], 1 << 18),
  ]
}
