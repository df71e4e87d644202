/// Tells values that say who somebody is by their form.
package enum PersonalValue {
  /// What a whole value looks like; nil for most.
  package static func kind(of text: RawSpan) -> PersonalKind? {
    guard (6...8192).contains(text.byteCount) else { return nil }
    let bytes = text.withUnsafeBytes { Array($0) }
    if isToken(bytes[...]) { return .token }
    guard bytes.count <= 254 else { return nil }
    if isEmail(bytes[...]) { return .email }
    if let address = IPAddress(bytes) { return address.isLocal ? nil : .ip }
    if isCard(bytes) { return .card }
    return isPhone(bytes) ? .phone : nil
  }

  /// `local@domain.tld`.
  static func isEmail(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let mark = bytes.lastIndex(of: UInt8(ascii: "@")), mark > bytes.startIndex else {
      return false
    }
    let labels = bytes[(mark + 1)...].split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return bytes[..<mark].allSatisfy { byte in
      isAlphanumeric(byte) || byte >= 0x80 || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
    } && labels.count >= 2
      && labels.allSatisfy { label in
        !label.isEmpty
          && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 >= 0x80 }
      } && (labels.last?.count ?? 0) >= 2 && labels.last?.contains { !isDigit($0) } ?? false
  }

  /// `+49 170 1234567`, `(555) 123-4567` or `555-123-4567`: a bare number could be anything.
  private static func isPhone(_ bytes: [UInt8]) -> Bool {
    let digits = bytes.count(where: isDigit)
    guard (7...15).contains(digits), bytes.count <= 24,
      bytes.allSatisfy({ isDigit($0) || "+-./() ".utf8.contains($0) })
    else { return false }
    if bytes[0] == UInt8(ascii: "+") {
      return digits >= 8 && isDigit(bytes[1]) && !bytes.contains(UInt8(ascii: "/"))
        && bytes.count(where: { $0 == UInt8(ascii: ".") }) != 1
    }
    let groups = bytes.split { !isDigit($0) }.map(\.count)
    return groups == [3, 3, 4] && !bytes.contains(UInt8(ascii: "/"))
  }

  /// 13 to 19 digits, in groups or not, whose last one is right (ISO/IEC 7812, Luhn).
  private static func isCard(_ bytes: [UInt8]) -> Bool {
    guard bytes.count <= 23, (UInt8(ascii: "2")...UInt8(ascii: "6")).contains(bytes[0]) else {
      return false
    }
    let groups = bytes.split(
      omittingEmptySubsequences: false,
      whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") })
    guard groups.count == 1 || groups.dropLast().allSatisfy({ (4...6).contains($0.count) }) else {
      return false
    }
    let digits = groups.joined()
    guard (13...19).contains(digits.count), digits.allSatisfy(isDigit) else { return false }
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let number = Int(digit - UInt8(ascii: "0"))
      sum += place % 2 == 0 ? number : number < 5 ? 2 * number : 2 * number - 9
    }
    return sum % 10 == 0
  }

  /// Three parts of base64url, of which the first two begin as JSON objects do (RFC 7519).
  private static func isToken(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 20, bytes.starts(with: "eyJ".utf8) else { return false }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 3 && parts[1].starts(with: "eyJ".utf8)
      && parts.allSatisfy { part in
        part.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
      }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }
}
