/// An IPv4 or IPv6 address.
package struct IPAddress: Sendable, Hashable {
  /// 4 or 16.
  let bytes: [UInt8]

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads `192.0.2.1` or the text form of RFC 4291, without a zone or a port; nil for anything else.
  init?(_ text: some Collection<UInt8>) {
    let text = Array(text)
    guard text.count <= 45 else { return nil }
    if let bytes = text.contains(UInt8(ascii: ":")) ? Self.six(text[...]) : Self.four(text[...]) {
      self.bytes = bytes
    } else {
      return nil
    }
  }

  /// Whether it is of the machine itself, and so of nobody.
  var isLocal: Bool {
    bytes.count == 4
      ? bytes[0] == 127 || bytes.allSatisfy { $0 == 0 }
      : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] <= 1
  }

  /// The network it is in: the first 24 bits of IPv4, the first 48 of IPv6.
  var network: IPAddress {
    if bytes.count == 4 { return IPAddress(bytes: bytes.prefix(3) + [0]) }
    if isMapped { return IPAddress(bytes: bytes.prefix(15) + [0]) }
    return IPAddress(bytes: bytes.prefix(6) + [UInt8](repeating: 0, count: 10))
  }

  private var isMapped: Bool {
    bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
  }

  private static func four(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard (1...3).contains(part.count), part.allSatisfy(PersonalValue.isDigit),
        part.count == 1 || part.first != UInt8(ascii: "0"),
        let byte = UInt8(String(decoding: part, as: UTF8.self))
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func six(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let colon = UInt8(ascii: ":")
    var gap: Int?
    for place in text.indices.dropLast() where text[place] == colon && text[place + 1] == colon {
      guard gap == nil else { return nil }
      gap = place
    }
    guard let gap else {
      let bytes = groups(text)
      return bytes?.count == 16 ? bytes : nil
    }
    guard let head = groups(text[..<gap]), let tail = groups(text[(gap + 2)...]),
      head.count + tail.count <= 14
    else { return nil }
    return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  /// Groups of up to four hexadecimal digits, of which the last may be an IPv4 address.
  private static func groups(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    if text.isEmpty { return [] }
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    var bytes: [UInt8] = []
    for (place, part) in parts.enumerated() {
      if place == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard let last = four(part) else { return nil }
        bytes += last
      } else {
        guard (1...4).contains(part.count), part.allSatisfy({ Hexadecimal.value(of: $0) != nil }),
          let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
        else { return nil }
        bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
      }
    }
    return bytes
  }
}

extension IPAddress: CustomStringConvertible {
  /// The text of RFC 5952: small letters, the longest run of zero groups left out.
  package var description: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    if isMapped { return "::ffff:" + bytes.suffix(4).map(String.init).joined(separator: ".") }
    let groups = (0..<8).map { UInt16(bytes[2 * $0]) << 8 | UInt16(bytes[2 * $0 + 1]) }
    var gap = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(1, gap.count) { gap = start..<end }
      start = max(end, start + 1)
    }
    func text(_ groups: ArraySlice<UInt16>) -> String {
      groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
    return gap.isEmpty
      ? text(groups[...]) : "\(text(groups[..<gap.lowerBound]))::\(text(groups[gap.upperBound...]))"
  }
}
