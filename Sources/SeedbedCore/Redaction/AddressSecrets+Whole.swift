/// Of a text that is an address of a database and nothing else, all is known: what stands in a password does not
/// matter, be it blanks, quotes or brackets.
extension AddressSecrets {
  /// The passwords and secret parameters of an address or of libpq's settings, as they stand there and as they are
  /// meant; none of other texts.
  static func found(inAddress text: String) -> [String] {
    let bytes = Array(text.utf8)
    let secrets = whole(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    let meant = secrets.map { isSettings(text) ? unquoted($0) : $0.removingPercentEscapes }
    return (secrets + meant).filter { !$0.isEmpty }
  }

  static func hidden(inAddress text: String) -> String {
    text.replacing(whole(in: Array(text.utf8)), with: Redaction.mark)
  }

  /// Whether a text is settings as libpq has them: `host=db password='a b'`.
  static func isSettings(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let names = settings(in: bytes).map { String(decoding: bytes[$0.name], as: UTF8.self) }
    return names.first.map { first in
      first.hasPrefix("ssl")
        || ["host", "hostaddr", "port", "dbname", "user", "password", "passfile", "service"]
          .contains(first)
    } ?? false
  }

  private static func whole(in bytes: [UInt8]) -> [Range<Int>] {
    guard let start = endOfScheme(in: bytes) else {
      return isSettings(String(decoding: bytes, as: UTF8.self))
        ? settings(in: bytes).filter { isSecret(bytes[$0.name]) }.map(\.value) : []
    }
    let password = wholePassword(in: bytes, from: start)
    let query = bytes[(password?.upperBound ?? start)...].firstIndex(of: UInt8(ascii: "?"))
    return (password.map { [$0] } ?? [])
      + (query.map { wholeParameters(in: bytes, from: $0 + 1) } ?? [])
  }

  /// Where the `//` of an address ends that is at the beginning of a text.
  private static func endOfScheme(in bytes: [UInt8]) -> Int? {
    let colon = bytes.prefix(32).firstIndex { byte in
      !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) && !isDigit(byte)
        && !"+.-".utf8.contains(byte)
    }
    guard let colon, colon > 0, bytes[colon...].starts(with: "://".utf8) else { return nil }
    return colon + 3
  }

  private static func wholePassword(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    guard bytes[start...].first != UInt8(ascii: "["),
      let colon = bytes[start...].firstIndex(where: { ":/@?".utf8.contains($0) }),
      bytes[colon] == UInt8(ascii: ":")
    else { return nil }
    let at = UInt8(ascii: "@")
    let first = colon + 1
    let host = bytes[first...].firstIndex { "/?#".utf8.contains($0) } ?? bytes.endIndex
    let isPort = bytes[first..<host].allSatisfy(isDigit)
    if isPort, !bytes.starts(with: "postgres".utf8) { return nil }
    let query = wholeQuery(in: bytes, from: first) ?? bytes.endIndex
    let last =
      bytes[first..<query].lastIndex(of: at) ?? (isPort ? nil : bytes[first...].lastIndex(of: at))
    return last.flatMap { $0 > first ? first..<$0 : nil }
  }

  /// The `?` that a name and an `=` follow; another one is part of a password.
  private static func wholeQuery(in bytes: [UInt8], from start: Int) -> Int? {
    bytes.indices[start...].first { place in
      bytes[place] == UInt8(ascii: "?")
        && bytes[(place + 1)...].first { "=@".utf8.contains($0) } == UInt8(ascii: "=")
    }
  }

  private static func wholeParameters(in bytes: [UInt8], from start: Int) -> [Range<Int>] {
    bytes[start...].split(separator: UInt8(ascii: "&")).compactMap { pair in
      guard let sign = pair.firstIndex(of: UInt8(ascii: "=")), sign + 1 < pair.endIndex,
        isSecret(pair[..<sign])
      else { return nil }
      return sign + 1..<pair.endIndex
    }
  }

  private static func isSecret(_ name: ArraySlice<UInt8>) -> Bool {
    SecretName.isSecret(field: String(decoding: name, as: UTF8.self).removingPercentEscapes)
  }

  /// Names and values of `name = 'a value'`, up to what is none.
  private static func settings(
    in bytes: [UInt8]
  ) -> [(name: Range<Int>, value: Range<Int>)] {
    var found: [(name: Range<Int>, value: Range<Int>)] = []
    var place = endOfBlanks(in: bytes, from: 0)
    while let end = bytes[place...].firstIndex(where: { $0 == UInt8(ascii: "=") || $0 <= 0x20 }),
      end > place
    {
      let sign = endOfBlanks(in: bytes, from: end)
      guard sign < bytes.count, bytes[sign] == UInt8(ascii: "=") else { break }
      let first = endOfBlanks(in: bytes, from: sign + 1)
      let last = endOfSetting(in: bytes, from: first)
      found.append((place..<end, first..<last))
      place = endOfBlanks(in: bytes, from: last)
    }
    return found
  }

  /// A value in quotes may hold blanks; a backslash stands before what is itself.
  static func endOfSetting(in bytes: [UInt8], from start: Int) -> Int {
    let isQuoted = start < bytes.count && bytes[start] == UInt8(ascii: "'")
    var place = isQuoted ? start + 1 : start
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 2
      case UInt8(ascii: "'") where isQuoted: return place + 1
      case let byte where !isQuoted && byte <= 0x20: return place
      default: place += 1
      }
    }
    return bytes.count
  }

  private static func endOfBlanks(in bytes: [UInt8], from start: Int) -> Int {
    bytes[start...].firstIndex { $0 > 0x20 } ?? bytes.endIndex
  }

  private static func unquoted(_ value: String) -> String {
    var inside = value[...]
    if inside.hasPrefix("'") {
      inside = inside.dropFirst()
      if inside.hasSuffix("'") { inside = inside.dropLast() }
    }
    var isEscaped = false
    return String(
      inside.filter { character in
        isEscaped = character == "\\" && !isEscaped
        return !isEscaped
      })
  }
}
