public import SeedbedCore

/// Finds lines and columns of byte offsets; only done once something is wrong.
public enum TextPlace {
  /// The line and column, counted from 1 and in characters, of byte `offset`.
  public static func location(of offset: Int, in bytes: [UInt8], named file: String) -> Location {
    let start = lineStart(before: offset, in: bytes)
    let line = bytes[..<start].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    return Location(file: file, line: line, column: column(of: offset, from: start, in: bytes))
  }

  /// The line around byte `offset`, marked there; nil when the line is too long to show.
  public static func excerpt(of offset: Int, in bytes: [UInt8]) -> Diagnostic.Excerpt? {
    let start = lineStart(before: offset, in: bytes)
    let line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard line.count <= 160 else { return nil }
    return Diagnostic.Excerpt(
      line: String(decoding: line, as: UTF8.self),
      column: column(of: offset, from: start, in: bytes))
  }

  private static func lineStart(before offset: Int, in bytes: [UInt8]) -> Int {
    let end = min(offset, bytes.count)
    return bytes[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }

  private static func column(of offset: Int, from start: Int, in bytes: [UInt8]) -> Int {
    String(decoding: bytes[start..<min(offset, bytes.count)], as: UTF8.self).count + 1
  }
}
