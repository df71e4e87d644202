package import SeedbedCore

/// The part of a line that a message shows.
package enum LineExcerpt {
  /// At most so many characters.
  package static let width = 120
  /// How many bytes on each side of a place are looked at; a character may have several.
  private static let reach = 512

  /// The text around the bytes `part` of a line, marked there; takes no longer for a long line.
  package static func make(
    of bytes: [UInt8], line: Range<Int>, marking part: Range<Int>
  ) -> Diagnostic.Excerpt {
    let place = max(line.lowerBound, min(part.lowerBound, line.upperBound))
    var start = max(line.lowerBound, place - reach)
    while start < place, bytes[start] & 0xC0 == 0x80 { start += 1 }
    var end = min(line.upperBound, place + reach)
    while end > place, end < line.upperBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }

    let before = String(decoding: bytes[start..<place], as: UTF8.self)
    let after = String(decoding: bytes[place..<end], as: UTF8.self)
    let marked = String(
      decoding: bytes[place..<max(place, min(part.upperBound, end))], as: UTF8.self)
    let (head, tail) = (before.count, after.count)
    let skipped = max(0, min(head - width / 2, head + tail - width))
    let shown = before.dropFirst(skipped) + after.prefix(width - (head - skipped))
    let lead = skipped > 0 || start > line.lowerBound ? "…" : ""
    let isCut = end < line.upperBound || skipped + width < head + tail
    let column = head - skipped + lead.count + 1
    return Diagnostic.Excerpt(
      line: lead + shown + (isCut ? "…" : ""), column: column,
      length: min(marked.count, lead.count + shown.count - column + 1))
  }
}
