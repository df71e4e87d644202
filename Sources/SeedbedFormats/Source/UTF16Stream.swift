package import SeedbedCore

/// Makes UTF-16 into UTF-8, without its byte order mark.
///
/// Half of a surrogate pair becomes three bytes that are not UTF-8, and a last byte that stands alone becomes
/// one, so that the record in which they stand is refused with their place.
package final class UTF16Stream: ByteStream {
  private var window: ByteWindow
  private let isBigEndian: Bool
  private var ready: [UInt8] = []
  private var given = 0

  /// - Throws: `source.encoding` when the encoding leaves the byte order to a mark that is not there.
  package init(
    _ source: SourceBytes, _ encoding: TextEncoding, named name: String
  ) throws(Diagnostic) {
    window = ByteWindow(source)
    let isMarked = try window.holds(2)
    let mark = isMarked ? window.withUnread { [$0[0], $0[1]] } : []
    switch encoding {
    case .utf16LittleEndian: isBigEndian = false
    case .utf16BigEndian: isBigEndian = true
    case .utf8, .ascii, .windows1252, .latin1, .latin9, .utf16:
      guard mark == [0xFF, 0xFE] || mark == [0xFE, 0xFF] || window.unread.isEmpty else {
        throw Diagnostic(
          .sourceEncoding, "\(name): has no byte order mark, so its byte order is not known",
          help: "Write 'encoding: utf-16le' or 'encoding: utf-16be'.")
      }
      isBigEndian = mark == [0xFE, 0xFF]
    }
    if mark == (isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) { window.consume(2) }
  }

  package func read(into target: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    if given == ready.count { try makeReady() }
    let count = min(target.count, ready.count - given)
    ready.withUnsafeBytes {
      target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[given..<given + count]))
    }
    given += count
    return count
  }

  private func makeReady() throws(Diagnostic) {
    ready.removeAll(keepingCapacity: true)
    given = 0
    while ready.count < 1 << 15 {
      guard try window.holds(2) else {
        if !window.unread.isEmpty {
          ready.append(0xFF)
          window.consume(window.unread.count)
        }
        return
      }
      let isPair = try takesPair()
      append(scalarOfNext(isPair: isPair))
      window.consume(isPair ? 4 : 2)
    }
  }

  /// Whether the next two units are one character.
  private func takesPair() throws(Diagnostic) -> Bool {
    guard unit(at: 0) & 0xFC00 == 0xD800, try window.holds(4) else { return false }
    return unit(at: 2) & 0xFC00 == 0xDC00
  }

  private func scalarOfNext(isPair: Bool) -> UInt32 {
    let first = UInt32(unit(at: 0))
    return isPair ? 0x10000 + (first & 0x3FF) << 10 + UInt32(unit(at: 2)) & 0x3FF : first
  }

  private func unit(at place: Int) -> UInt16 {
    let position = window.unread.lowerBound + place
    let (first, second) = (UInt16(window.buffer[position]), UInt16(window.buffer[position + 1]))
    return isBigEndian ? first << 8 | second : second << 8 | first
  }

  /// Adds a number by the rule of UTF-8, also one that is half of a pair.
  private func append(_ value: UInt32) {
    switch value {
    case 0..<0x80: ready.append(UInt8(value))
    case 0x80..<0x800: ready += [0xC0 | UInt8(value >> 6), 0x80 | UInt8(value & 0x3F)]
    case 0x800..<0x10000:
      ready += [
        0xE0 | UInt8(value >> 12), 0x80 | UInt8(value >> 6 & 0x3F), 0x80 | UInt8(value & 0x3F),
      ]
    default:
      ready += [
        0xF0 | UInt8(value >> 18), 0x80 | UInt8(value >> 12 & 0x3F),
        0x80 | UInt8(value >> 6 & 0x3F), 0x80 | UInt8(value & 0x3F),
      ]
    }
  }
}
