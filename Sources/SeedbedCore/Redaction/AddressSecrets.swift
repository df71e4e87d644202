/// Hides what addresses hold: `user:password@`, and parameters whose names say that they are secret.
enum AddressSecrets {
  /// How far an @ may be away, so that a text of others takes no longer than its length.
  private static let longest = 2000

  static func hidden(in text: String) -> String {
    // Every one of them has one of these.
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "@") }) else {
      return text
    }
    return text.replacing(ranges(in: Array(text.utf8)), with: Redaction.mark)
  }

  private static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var hidden: [Range<Int>] = []
    var place = 0
    while place < bytes.count {
      let found: Range<Int>? =
        switch bytes[place] {
        case UInt8(ascii: ":"): password(in: bytes, at: place)
        case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: ";"):
          parameter(in: bytes, from: place + 1)
        case UInt8(ascii: "p"), UInt8(ascii: "s"): setting(in: bytes, from: place)
        default: nil
        }
      if let found {
        hidden.append(found)
        place = found.upperBound
      } else {
        place += 1
      }
    }
    return hidden
  }

  /// The password between `://user:` and `@`. It may hold an `@` and, though it should not, a `/`.
  private static func password(in bytes: [UInt8], at place: Int) -> Range<Int>? {
    let start = place + 3
    guard bytes[place...].starts(with: "://".utf8), bytes[start...].first != UInt8(ascii: "["),
      let colon = bytes[start...].prefix(longest).firstIndex(where: {
        ":/@".utf8.contains($0) || isEnd($0)
      }),
      bytes[colon] == UInt8(ascii: ":")
    else { return nil }
    let first = colon + 1
    let reach = bytes[first...].prefix(longest)
    let end = reach.firstIndex(where: isEnd) ?? reach.endIndex
    let query = bytes[first..<end].firstIndex(of: UInt8(ascii: "?")) ?? end
    let slash = bytes[first..<end].firstIndex(of: UInt8(ascii: "/")) ?? end
    let isServer =
      bytes[..<place].suffix(10).reversed().starts(with: "sergtsop".utf8)
      || bytes[..<place].suffix(10).reversed().starts(with: "lqsergtsop".utf8)
    let at = UInt8(ascii: "@")
    // `host:80/a@b` has a port, and a path with an @; of a database's address that is less likely.
    let isPort = bytes[first..<slash].allSatisfy(isDigit)
    let last =
      bytes[first..<slash].lastIndex(of: at)
      ?? (isPort && !isServer ? nil : bytes[first..<query].lastIndex(of: at))
      ?? (isPort ? nil : bytes[first..<end].lastIndex(of: at))
      ?? quoted(in: bytes, from: first, isServer: isServer && !isPort)
    return last.flatMap { $0 > first ? first..<$0 : nil }
  }

  /// A password with a quote in it, up to the first @; one of a database may hold all that stands in a line.
  private static func quoted(in bytes: [UInt8], from first: Int, isServer: Bool) -> Int? {
    let end = bytes[first...].prefix(isServer ? 200 : longest).firstIndex { byte in
      if byte == UInt8(ascii: "@") { return true }
      if isServer { return byte < 0x20 }
      return byte == UInt8(ascii: "/") || isEnd(byte) && byte != UInt8(ascii: "'")
    }
    return end.flatMap { bytes[$0] == UInt8(ascii: "@") ? $0 : nil }
  }

  /// The value of `password=value`, behind `?` or `&`; codes in the name count as what they stand for.
  private static func parameter(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    guard let sign = endOfName(in: bytes, from: start),
      SecretName.isSecret(
        field: String(decoding: bytes[start..<sign], as: UTF8.self).removingPercentEscapes)
    else { return nil }
    let end =
      bytes[(sign + 1)...].firstIndex { $0 == UInt8(ascii: "&") || isEnd($0) } ?? bytes.endIndex
    return end > sign + 1 ? sign + 1..<end : nil
  }

  /// `password=value` and `password='a value'`, as libpq writes settings.
  private static func setting(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    let isWordStart = start == 0 || isEnd(bytes[start - 1])
    guard isWordStart, let sign = endOfName(in: bytes, from: start),
      ["password", "sslpassword", "passfile"].contains(
        String(decoding: bytes[start..<sign], as: UTF8.self).removingPercentEscapes)
    else { return nil }
    let first = sign + 1
    if first < bytes.count, bytes[first] == UInt8(ascii: "'") {
      let end = endOfSetting(in: bytes, from: first)
      if bytes[end - 1] == UInt8(ascii: "'"), end > first + 1 { return first..<end }
    }
    let end = bytes[first...].firstIndex(where: isEnd) ?? bytes.endIndex
    return end > first ? first..<end : nil
  }

  private static func endOfName(in bytes: [UInt8], from start: Int) -> Int? {
    let end = bytes[start...].prefix(64).firstIndex { byte in
      !isDigit(byte) && !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        && !"_-.%".utf8.contains(byte)
    }
    return end.flatMap { $0 > start && bytes[$0] == UInt8(ascii: "=") ? $0 : nil }
  }

  /// What no address holds: blanks, quotes and angle brackets.
  private static func isEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "\"'<>`".utf8.contains(byte)
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
