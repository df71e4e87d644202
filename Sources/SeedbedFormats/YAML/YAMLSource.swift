import SeedbedCore
import Synchronization

/// The text of a document, kept so that a problem can quote the line it is on.
package final class YAMLSource: Sendable {
  /// The path as the person named it.
  package let name: String
  let bytes: [UInt8]
  private let lineStarts: [Int]
  /// The places of the line that was asked for last, because problems often share one.
  private let lastPlaces = Mutex<(line: Int, places: LinePlaces)?>(nil)

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
  package func line(_ number: Int) -> String {
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
    let scalars = places(ofLine: low + 1).scalars(beforeByte: offset, in: bytes)
    return YAMLMark(line: low + 1, scalarsBefore: scalars)
  }

  /// The line of `start`, marked up to `end` or to the end of the line.
  func excerpt(from start: YAMLMark, to end: YAMLMark) -> Diagnostic.Excerpt {
    let line = range(ofLine: start.line)
    let first = byte(of: start)
    let last = end.line == start.line ? byte(of: end) : line.upperBound
    return LineExcerpt.make(of: bytes, line: line, marking: first..<max(first, last))
  }

  /// Where a mark stands in the bytes.
  func byte(of mark: YAMLMark) -> Int {
    places(ofLine: mark.line).byte(after: mark.scalarsBefore, in: bytes).offset
  }

  /// The column in characters; the scanner counts Unicode scalars.
  private func column(of mark: YAMLMark) -> Int {
    let places = places(ofLine: mark.line)
    let (offset, missing) = places.byte(after: mark.scalarsBefore, in: bytes)
    return places.column(ofByte: offset, in: bytes) + missing
  }

  private func places(ofLine number: Int) -> LinePlaces {
    lastPlaces.withLock { last in
      if let last, last.line == number { return last.places }
      let places = LinePlaces(of: range(ofLine: number), in: bytes)
      last = (number, places)
      return places
    }
  }

  private func range(ofLine number: Int) -> Range<Int> {
    guard lineStarts.indices.contains(number - 1) else { return bytes.endIndex..<bytes.endIndex }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }
}
