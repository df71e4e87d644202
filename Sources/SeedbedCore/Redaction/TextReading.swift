/// A text as one way of reading it has it, and where each byte of that stands in the text itself.
struct TextReading: Sendable {
  private(set) var bytes: [UInt8]
  /// Where what a byte stands for begins, and at last where the text ends.
  private var places: [UInt32]

  /// The text as it is.
  init(_ text: String) {
    bytes = Array(text.utf8)
    places = Array(0...UInt32(bytes.count))
  }

  private init() {
    bytes = []
    places = []
  }

  /// Where a part of it stands in the text itself.
  func source(of range: Range<Int>) -> Range<Int> {
    let start = Int(places[range.lowerBound])
    return start..<max(start, Int(places[range.upperBound]))
  }

  /// The text without the escapes of an encoding; nil where it has none. O(n).
  func decoded(from encoding: TextEncoding) -> TextReading? {
    replacing({ $0 == encoding.mark }, by: encoding.end)
  }

  /// In lower case, each broken line with a blank in the place of the break, and a form's `+` as the blank it may
  /// be; so texts are compared. O(n).
  var folded: TextReading {
    var folded = self
    for place in bytes.indices { folded.bytes[place] = Self.folded(bytes[place]) }
    return folded.replacing({ $0 == 0x0A || $0 == 0x0D }, by: Self.endOfBreak) ?? folded
  }

  /// Where the next line begins to have words.
  private static func endOfBreak(in bytes: [UInt8], at place: Int, into result: inout [UInt8])
    -> Int?
  {
    var end = place
    if bytes[end] == 0x0D { end += 1 }
    guard end < bytes.count, bytes[end] == 0x0A else { return nil }
    result.append(UInt8(ascii: " "))
    return bytes[end...].dropFirst().firstIndex { $0 != UInt8(ascii: " ") } ?? bytes.endIndex
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    case UInt8(ascii: "+"): UInt8(ascii: " ")
    default: byte
    }
  }

  /// `replacement`: where what begins at a place ends, and what stands for it; nil for itself.
  private func replacing(
    _ isMark: (UInt8) -> Bool, by replacement: ([UInt8], Int, inout [UInt8]) -> Int?
  ) -> TextReading? {
    var result = TextReading()
    var kept = 0
    var place = 0
    var written: [UInt8] = []
    while place < bytes.count {
      guard isMark(bytes[place]), let end = replacement(bytes, place, &written) else {
        place += 1
        continue
      }
      result.bytes += bytes[kept..<place] + written
      result.places += places[kept..<place]
      for _ in written { result.places.append(places[place]) }
      written.removeAll(keepingCapacity: true)
      place = end
      kept = end
    }
    if kept == 0 { return nil }
    result.bytes += bytes[kept...]
    result.places += places[kept...]
    return result
  }
}
