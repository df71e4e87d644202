import SeedbedCore
import SeedbedFormats

/// Where the lines of a source file start; a line ends with LF, CR LF or CR.
struct SourceLines {
  private let bytes: [UInt8]
  private let starts: [Int]
  /// The places of the line that was asked for last.
  private var last: (line: Int, places: LinePlaces)?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for index in bytes.indices {
      let isEnd =
        bytes[index] == .lineFeed
        || bytes[index] == .carriageReturn
          && !(index + 1 < bytes.count && bytes[index + 1] == .lineFeed)
      if isEnd { starts.append(index + 1) }
    }
    self.starts = starts
  }

  /// The place of a byte offset, the column in characters.
  mutating func location(of offset: Int, in path: String) -> Location {
    let line = index(of: offset)
    let places =
      last.flatMap { $0.line == line ? $0.places : nil }
      ?? LinePlaces(of: content(of: line), in: bytes)
    last = (line, places)
    return Location(
      file: path, line: line + 1, column: places.column(ofByte: offset, in: bytes))
  }

  /// The line that holds the offset, of a long one what stands around it, without the line end and
  /// the blanks around it.
  func excerpt(at offset: Int) -> String {
    var content = content(of: index(of: offset))
    while let last = content.last, isBlank(last) { content.removeLast() }
    while let first = content.first, isBlank(first) { content.removeFirst() }
    return LineExcerpt.make(of: bytes, line: content, marking: offset..<offset).line
  }

  private func isBlank(_ index: Int) -> Bool {
    let byte = bytes[index]
    return byte == .space || byte == .tab || byte.isLineEnd
  }

  private func content(of line: Int) -> Range<Int> {
    contentStart(line)..<(line + 1 < starts.count ? starts[line + 1] : bytes.count)
  }

  private func contentStart(_ line: Int) -> Int {
    line == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : starts[line]
  }

  private func index(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
