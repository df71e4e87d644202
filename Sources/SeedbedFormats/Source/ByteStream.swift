package import SeedbedCore

/// Bytes that come in one direction only, such as those of a compressed file.
package protocol ByteStream: AnyObject {
  /// Puts the next bytes into `target`, as many as it likes.
  ///
  /// - Returns: how many; 0 at the end.
  func read(into target: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
}

/// A stream read at any place: what lies behind is found by reading the stream again from its start.
package final class StreamedBytes {
  private let opening: () throws(Diagnostic) -> any ByteStream
  private var stream: (any ByteStream)?
  /// How many bytes the stream has given.
  private var position = 0

  package init(_ opening: @escaping () throws(Diagnostic) -> any ByteStream) {
    self.opening = opening
  }

  /// Reads up to `target.count` bytes from `offset` on; O(1) beyond the stream's own work when reading onwards.
  ///
  /// - Returns: how many were read; 0 at the end.
  func read(
    at offset: Int, into target: UnsafeMutableRawBufferPointer
  ) throws(Diagnostic) -> Int {
    if stream == nil || offset < position {
      stream = try opening()
      position = 0
    }
    guard let stream else { return 0 }
    while position < offset {
      let skipped = UnsafeMutableRawBufferPointer(
        rebasing: target[..<min(target.count, offset - position)])
      let count = try stream.read(into: skipped)
      if count == 0 { return 0 }
      position += count
    }
    let count = try stream.read(into: target)
    position += count
    return count
  }
}
