import SeedbedCore

/// The text of a document, kept so that a problem can quote the line it is on.
public final class YAMLSource: Sendable {
  /// The path as the person named it.
  public let name: String
  let bytes: [UInt8]
  private let lineStarts: [Int]

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    lineStarts = starts
  }

  /// The text of a line counted from 1, without its line end; empty beyond the last line.
  public func line(_ number: Int) -> String {
    String(decoding: bytes[range(ofLine: number)], as: UTF8.self)
  }

  func location(of mark: YAMLMark) -> Location {
    Location(file: name, line: mark.line, column: column(of: mark))
  }

  func location(ofByte offset: Int) -> Location {
    location(of: mark(ofByte: offset))
  }

  func mark(ofByte offset: Int) -> YAMLMark {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let before = String(decoding: bytes[lineStarts[low]..<offset], as: UTF8.self)
    return YAMLMark(line: low + 1, scalarsBefore: before.unicodeScalars.count)
  }

  /// The line of `start`, marked up to `end` or to the end of the line.
  func excerpt(from start: YAMLMark, to end: YAMLMark) -> Diagnostic.Excerpt {
    let text = line(start.line)
    let first = column(of: start)
    let last = end.line == start.line ? column(of: end) : text.count + 1
    return LineExcerpt.make(of: text, from: first, length: last - first)
  }

  /// The column in characters; the scanner counts Unicode scalars.
  private func column(of mark: YAMLMark) -> Int {
    let range = range(ofLine: mark.line)
    let reach = bytes[range].prefix(mark.scalarsBefore + 1)
    if reach.allSatisfy({ $0 < 0x80 }) { return mark.scalarsBefore + 1 }
    return LineExcerpt.column(
      in: String(decoding: bytes[range], as: UTF8.self), after: mark.scalarsBefore)
  }

  fileprivate func range(ofLine number: Int) -> Range<Int> {
    guard lineStarts.indices.contains(number - 1) else { return bytes.endIndex..<bytes.endIndex }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }
}

extension YAMLSource {
  /// Where a mark stands in the bytes.
  func byte(of mark: YAMLMark) -> Int {
    let range = range(ofLine: mark.line)
    let before = String(decoding: bytes[range], as: UTF8.self).unicodeScalars
      .prefix(mark.scalarsBefore)
    return range.lowerBound + String(before).utf8.count
  }
}
