package import SeedbedCore

/// Finds lines and columns of byte offsets; only done once something is wrong.
package enum TextPlace {
  /// The line and column, counted from 1 and in characters, of byte `offset`.
  package static func location(of offset: Int, in bytes: [UInt8], named file: String) -> Location {
    let start = lineStart(before: offset, in: bytes)
    let line = bytes[..<start].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    return Location(file: file, line: line, column: column(of: offset, from: start, in: bytes))
  }

  /// The part of the line around byte `offset`, marked there.
  package static func excerpt(of offset: Int, in bytes: [UInt8]) -> Diagnostic.Excerpt {
    let start = lineStart(before: offset, in: bytes)
    let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    return LineExcerpt.make(
      of: bytes, line: start..<(end ?? bytes.count), marking: offset..<offset + 1)
  }

  private static func lineStart(before offset: Int, in bytes: [UInt8]) -> Int {
    let end = min(offset, bytes.count)
    return bytes[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }

  private static func column(of offset: Int, from start: Int, in bytes: [UInt8]) -> Int {
    String(decoding: bytes[start..<min(offset, bytes.count)], as: UTF8.self).count + 1
  }
}
