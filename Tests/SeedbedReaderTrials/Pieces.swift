package import SeedbedCore
import SeedbedFormats

/// Bytes in memory, handed out in pieces of given sizes, over and over.
package final class Pieces: ByteStream {
  private let content: [UInt8]
  private let sizes: [Int]
  private var place = 0
  private var turn = 0

  package init(_ content: [UInt8], _ sizes: [Int]) {
    (self.content, self.sizes) = (content, sizes)
  }

  package func read(into target: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    let count = min(sizes[turn % sizes.count], target.count, content.count - place)
    turn += 1
    content.withUnsafeBytes {
      target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[place..<place + count]))
    }
    place += count
    return count
  }
}
