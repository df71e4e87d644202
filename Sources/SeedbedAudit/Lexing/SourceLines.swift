internal import SeedbedCore

/// Where the lines of a source file start; a line ends with LF, CR LF or CR.
struct SourceLines {
  private let bytes: [UInt8]
  private let starts: [Int]

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
  func location(of offset: Int, in path: String) -> Location {
    let line = index(of: offset)
    let column = String(decoding: bytes[contentStart(line)..<offset], as: UTF8.self).count + 1
    return Location(file: path, line: line + 1, column: column)
  }

  /// The line that holds the offset, without its line end and the blanks around it.
  func excerpt(at offset: Int) -> String {
    let line = index(of: offset)
    let end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    var content = bytes[contentStart(line)..<end]
    func isBlank(_ byte: UInt8?) -> Bool {
      byte == .space || byte == .tab || byte == .lineFeed || byte == .carriageReturn
    }
    while isBlank(content.last) { content.removeLast() }
    while isBlank(content.first) { content.removeFirst() }
    return String(decoding: content, as: UTF8.self)
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
