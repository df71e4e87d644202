/// Finds where a bare tag ends at the bracket of its collection: `{at: !now}`.
///
/// YAML allows that, and libyaml wants a blank there. Only the scanner knows whether a bracket opens a
/// collection, so bytes are handed to it no further than it can be asked, and inside of one this follows
/// what is a tag and what is text in quotes.
struct FlowTags {
  /// How many characters the scanner looks ahead before it takes up a bracket.
  private static let lookahead = 3

  private enum State {
    /// Outside of brackets.
    case block
    /// After a bracket of which the scanner has not said yet whether it opens a collection.
    case unsure
    case between, plain, colon, comment, single, double, escape, tag, verbatim
  }

  private var state = State.block
  private var depth = 0
  private var isAfterBlank = true
  /// What was handed over since the bracket that the scanner is asked about.
  private var since: [UInt8] = []

  /// The bytes to hand over next.
  ///
  /// `isInCollection`: what the scanner says of all it was given.
  ///
  /// - Returns: how many, and whether a blank is to stand after them.
  mutating func next(
    in bytes: UnsafeRawBufferPointer, isInCollection: Bool
  ) -> (count: Int, blank: Bool) {
    if state == .unsure, isAskable { settle(isInCollection) }
    for (place, byte) in bytes.enumerated() {
      switch state {
      case .block:
        guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else { continue }
        state = .unsure
        since = [byte]
      case .unsure:
        since.append(byte)
        if isAskable { return (place + 1, false) }
      case .tag where Self.isClosing(byte):
        state = .between
        return (place, true)
      case .tag, .between, .plain, .colon, .comment, .single, .double, .escape, .verbatim:
        follow(byte)
      }
    }
    return (bytes.count, false)
  }

  /// Whether the scanner has what it wants before it takes up the bracket: whole characters behind it.
  private var isAskable: Bool {
    var (whole, place) = (0, 0)
    while place < since.count {
      let byte = since[place]
      place += byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      if place <= since.count { whole += 1 }
    }
    return whole > Self.lookahead
  }

  /// Whether the bracket opened a collection is known now.
  private mutating func settle(_ isInCollection: Bool) {
    let seen = since
    since = []
    var rest = seen.dropFirst()
    state = .block
    if isInCollection {
      (state, depth, isAfterBlank) = (.between, 1, true)
      while state != .block, let byte = rest.popFirst() { follow(byte) }
    }
    guard state == .block, let bracket = rest.firstIndex(where: Self.isOpening) else { return }
    state = .unsure
    since = Array(rest[bracket...])
  }

  private mutating func follow(_ byte: UInt8) {
    let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    defer { isAfterBlank = isBlank }
    switch state {
    case .block, .unsure: return
    case .comment: if byte == 0x0A || byte == 0x0D { state = .between }
    case .single: if byte == UInt8(ascii: "'") { state = .between }
    case .double:
      if byte == UInt8(ascii: "\\") { state = .escape }
      if byte == UInt8(ascii: "\"") { state = .between }
    case .escape: state = .double
    case .verbatim: if byte == UInt8(ascii: ">") { state = .tag }
    case .tag:
      if isBlank || byte == UInt8(ascii: ",") { state = .between }
      if byte == UInt8(ascii: "<") { state = .verbatim }
      if Self.isOpening(byte) || Self.isClosing(byte) { bracket(byte) }
    case .colon where isBlank: state = .between
    case .colon where byte != UInt8(ascii: ",") && !Self.isOpening(byte) && !Self.isClosing(byte):
      state = byte == UInt8(ascii: ":") ? .colon : .plain
    case .between, .plain, .colon: scan(byte, isBlank: isBlank)
    }
  }

  /// A byte of plain text, or what may stand where no text is.
  private mutating func scan(_ byte: UInt8, isBlank: Bool) {
    switch byte {
    case UInt8(ascii: ","): state = .between
    case UInt8(ascii: "#") where isAfterBlank: state = .comment
    case _ where Self.isOpening(byte) || Self.isClosing(byte): bracket(byte)
    case UInt8(ascii: ":") where state == .plain: state = .colon
    case _ where state == .plain || isBlank: return
    case UInt8(ascii: "\""): state = .double
    case UInt8(ascii: "'"): state = .single
    case UInt8(ascii: "!"): state = .tag
    case UInt8(ascii: ":"), UInt8(ascii: "?"): return
    default: state = .plain
    }
  }

  private mutating func bracket(_ byte: UInt8) {
    depth += Self.isOpening(byte) ? 1 : -1
    state = depth > 0 ? .between : .block
  }

  private static func isOpening(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
  }

  private static func isClosing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }
}
