/// Finds places in one line of a text; a long line is gone through once, and not for each of them.
package struct LinePlaces: Sendable {
  private struct Step {
    let byte: Int
    let scalars: Int
    let characters: Int
  }

  /// How many bytes lie between two steps.
  private static let stride = 4096

  private let steps: [Step]
  private let end: Int

  /// `line`: its bytes, without the line end.
  package init(of line: Range<Int>, in bytes: [UInt8]) {
    var last = Step(byte: line.lowerBound, scalars: 0, characters: 0)
    var steps = [last]
    while last.byte + Self.stride < line.upperBound {
      let byte = Self.boundary(from: last.byte + Self.stride, to: line.upperBound, in: bytes)
      let text = String(decoding: bytes[last.byte..<byte], as: UTF8.self)
      last = Step(
        byte: byte, scalars: last.scalars + text.unicodeScalars.count,
        characters: last.characters + text.count)
      steps.append(last)
    }
    self.steps = steps
    end = line.upperBound
  }

  /// The column of a byte, counted from 1 and in characters.
  package func column(ofByte offset: Int, in bytes: [UInt8]) -> Int {
    let step = step { $0.byte <= offset }
    return step.characters + text(from: step, to: offset, in: bytes).count + 1
  }

  /// How many Unicode scalars stand before a byte.
  func scalars(beforeByte offset: Int, in bytes: [UInt8]) -> Int {
    let step = step { $0.byte <= offset }
    return step.scalars + text(from: step, to: offset, in: bytes).unicodeScalars.count
  }

  /// The byte after so many Unicode scalars, and how many of them the line lacks.
  func byte(after scalars: Int, in bytes: [UInt8]) -> (offset: Int, missing: Int) {
    let step = step { $0.scalars <= scalars }
    var left = scalars - step.scalars
    var byte = step.byte
    while left > 0, byte < end {
      byte += 1
      while byte < end, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
      left -= 1
    }
    return (byte, left)
  }

  private func step(_ isBefore: (Step) -> Bool) -> Step {
    var low = 0
    var high = steps.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if isBefore(steps[middle]) { low = middle } else { high = middle }
    }
    return steps[low]
  }

  private func text(from step: Step, to offset: Int, in bytes: [UInt8]) -> String {
    String(decoding: bytes[step.byte..<max(step.byte, min(offset, end))], as: UTF8.self)
  }

  /// Where a character begins: best between two ASCII characters, which never are one together.
  private static func boundary(from start: Int, to end: Int, in bytes: [UInt8]) -> Int {
    let near = start..<min(start + 64, end)
    return near.first { bytes[$0] < 0x80 && bytes[$0 - 1] < 0x80 }
      ?? near.first { bytes[$0] & 0xC0 != 0x80 } ?? start
  }
}
