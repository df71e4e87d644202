import Foundation
import SeedbedReaderTrials
import Testing

/// Every reader gives the same records, rejects and places however its bytes arrive, and from every record on.
///
/// The sources are those of `make fuzz`: a source that it found something with is kept there.
struct ArrivingBytesTests {
  @Test(arguments: ReaderTrial.all)
  func `pieces of any size give the same`(reader: ReaderTrial) throws {
    for content in try FuzzCorpus.changed(reader.name) {
      let whole = reader.whole(content)
      for (sizes, window) in Self.pieces {
        let difference = reader.difference(
          from: whole, of: content, inPieces: sizes, window: window)
        #expect(difference == nil, "\(String(decoding: content, as: UTF8.self))")
      }
    }
  }

  @Test(arguments: ReaderTrial.all)
  func `reading on behind any record gives the rest`(reader: ReaderTrial) throws {
    for content in try FuzzCorpus.changed(reader.name) {
      let whole = reader.whole(content)
      for place in whole.items.indices {
        let difference = reader.difference(from: whole, of: content, behind: place, window: 64)
        #expect(difference == nil, "\(String(decoding: content, as: UTF8.self))")
      }
    }
  }

  @Test(arguments: ReaderTrial.all)
  func `records lie one behind the other in the source`(reader: ReaderTrial) throws {
    for content in try FuzzCorpus.changed(reader.name) {
      let misplacement = reader.misplacement(in: reader.whole(content), of: content)
      #expect(misplacement == nil, "\(String(decoding: content, as: UTF8.self))")
    }
  }

  @Test(arguments: ReaderTrial.all)
  func `the corpus has a source that gives several records`(reader: ReaderTrial) throws {
    #expect(try FuzzCorpus.sources(reader.name).contains { reader.whole($0).items.count > 1 })
  }

  @Test func `every reader has a folder of the corpus`() throws {
    #expect(try Set(FuzzCorpus.names()).isSuperset(of: ReaderTrial.all.map(\.name)))
  }

  /// The sizes of the pieces, and how much a window holds at first.
  private static let pieces: [([Int], Int)] = [
    ([1], 16), ([2], 16), ([3], 32), ([7], 16), ([64], 64), ([5, 1, 29, 2], 1 << 18),
  ]
}
