/// A secret as it may stand in a text: as it is, or in the escapes of JSON, addresses, forms, HTML and shells.
///
/// Each character is looked for in all of these, so that their mixtures are found too: JSON inside of HTML, or a
/// quote in a shell's quotes inside of JSON.
struct SecretPattern: Sendable, Hashable {
  let length: Int
  private let elements: [Element]

  private enum Element: Sendable, Hashable {
    /// At least so many; each escaping doubles them.
    case backslashes(Int)
    case scalar(Unicode.Scalar)
  }

  /// How much of a secret beside a `…` is hidden too: texts are cut before they are printed.
  private static let leastBesideCut = 4
  static let cut = Array("…".utf8)
  /// How many stand before a character at most: each escaping doubles them, and adds one.
  private static let mostBackslashes = 15
  private static let backslash = UInt8(ascii: "\\")
  private static let names: [Unicode.Scalar: [String]] = [
    "\"": ["quot"], "&": ["amp"], "<": ["lt"], ">": ["gt"], "'": ["apos"],
  ]
  private static let letters: [Unicode.Scalar: UInt8] = [
    "\n": UInt8(ascii: "n"), "\r": UInt8(ascii: "r"), "\t": UInt8(ascii: "t"),
    "\u{8}": UInt8(ascii: "b"), "\u{C}": UInt8(ascii: "f"),
  ]

  init(_ secret: String) {
    length = secret.utf8.count
    var elements: [Element] = []
    for scalar in secret.unicodeScalars {
      if scalar == "\\" {
        if case .backslashes(let count)? = elements.last {
          elements[elements.count - 1] = .backslashes(count + 1)
        } else {
          elements.append(.backslashes(1))
        }
      } else {
        elements.append(.scalar(scalar))
      }
    }
    self.elements = elements
  }

  /// The bytes with which it may begin.
  var firstBytes: [UInt8] {
    let first: [UInt8] =
      switch elements.first {
      case .scalar(let scalar)?: Array(String(scalar).utf8.prefix(1))
      case .backslashes?, nil: []
      }
    return first + Array("%\\&+\n".utf8)
  }

  /// Where it ends, if it stands at `start`.
  func end(in bytes: [UInt8], from start: Int) -> Int? {
    end(in: bytes, from: start, element: 0, of: 0)
  }

  /// Where it ends, if what is left of it after a cut stands at `start`.
  func endOfRest(in bytes: [UInt8], from start: Int) -> Int? {
    elements.indices.dropFirst().dropLast(Self.leastBesideCut - 1).lazy
      .compactMap { end(in: bytes, from: start, element: $0, of: $0) }.first
  }

  /// - Parameter beginning: the element with which what is looked for begins.
  private func end(
    in bytes: [UInt8], from start: Int, element first: Int, of beginning: Int
  ) -> Int? {
    var place = start
    for number in first..<elements.count {
      if number - beginning >= Self.leastBesideCut, bytes[place...].starts(with: Self.cut) {
        return place
      }
      let ends = Self.ends(of: elements[number], in: bytes, at: place)
      guard let only = ends.first else { return nil }
      if ends.count > 1 {
        return ends.lazy.compactMap {
          end(in: bytes, from: $0, element: number + 1, of: beginning)
        }.first
      }
      place = only
    }
    return place
  }

  /// Where an element may end that begins at `place`, the longest form first.
  private static func ends(of element: Element, in bytes: [UInt8], at place: Int) -> [Int] {
    guard place < bytes.count else { return [] }
    switch element {
    case .backslashes(let count):
      var end = place
      var found = 0
      while found < count * mostBackslashes, let next = backslashEnd(in: bytes, at: end) {
        end = next
        found += 1
      }
      return found >= count ? [end] : []
    case .scalar(let scalar): return ends(of: scalar, in: bytes, at: place)
    }
  }

  private static func ends(of scalar: Unicode.Scalar, in bytes: [UInt8], at place: Int) -> [Int] {
    var ends: [Int] = []
    let raw = Array(String(scalar).utf8)
    if let end = percentEnd(of: raw, in: bytes, at: place) { ends.append(end) }
    if scalar == "'", let end = shellQuoteEnd(in: bytes, at: place) { ends.append(end) }
    // What an escape stands for, or the character itself with an escape before it.
    let inside = endOfBackslashes(in: bytes, at: place)
    if inside > place, let end = escapeEnd(of: scalar, in: bytes, at: inside) { ends.append(end) }
    let isWord = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    let start = isWord ? place : inside
    if let end = entityEnd(of: scalar, in: bytes, at: start) { ends.append(end) }
    if bytes[start...].starts(with: raw) { ends.append(start + raw.count) }
    if scalar == " ", let end = blankEnd(in: bytes, at: place) { ends.append(end) }
    return ends
  }

  /// `%5C` of each byte, in either case, and encoded twice as `%255C`.
  private static func percentEnd(of raw: [UInt8], in bytes: [UInt8], at place: Int) -> Int? {
    guard bytes[place] == UInt8(ascii: "%") else { return nil }
    var place = place
    for byte in raw {
      guard place < bytes.count, bytes[place] == UInt8(ascii: "%") else { return nil }
      place += 1
      while byte != UInt8(ascii: "%"), bytes[place...].starts(with: "25".utf8) { place += 2 }
      guard place + 2 <= bytes.count, number(bytes[place..<place + 2], radix: 16) == UInt32(byte)
      else { return nil }
      place += 2
    }
    return place
  }

  /// `\n`, `\/`, `\u00e9`, `\ud83d\ude00`, behind their backslashes.
  private static func escapeEnd(
    of scalar: Unicode.Scalar, in bytes: [UInt8], at place: Int
  ) -> Int? {
    guard place < bytes.count else { return nil }
    if let letter = letters[scalar], bytes[place] == letter { return place + 1 }
    var place = place
    for (number, unit) in String(scalar).utf16.enumerated() {
      if number > 0 { place = endOfBackslashes(in: bytes, at: place) }
      guard place + 5 <= bytes.count, bytes[place] | 0x20 == UInt8(ascii: "u"),
        Self.number(bytes[place + 1..<place + 5], radix: 16) == UInt32(unit)
      else { return nil }
      place += 5
    }
    return place
  }

  /// `&quot;`, `&#34;`, `&#x22;`.
  private static func entityEnd(
    of scalar: Unicode.Scalar, in bytes: [UInt8], at place: Int
  ) -> Int? {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "&"),
      let end = bytes[place...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
    else { return nil }
    let name = bytes[(place + 1)..<end]
    if let names = names[scalar], names.contains(where: { name.elementsEqual($0.utf8) }) {
      return end + 1
    }
    guard name.first == UInt8(ascii: "#") else { return nil }
    let digits = name.dropFirst()
    let value =
      digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
      ? number(digits.dropFirst(), radix: 16) : number(digits, radix: 10)
    return value == scalar.value ? end + 1 : nil
  }

  /// `'\''`, as a shell has a quote inside of quotes; each of the three may itself be escaped.
  private static func shellQuoteEnd(in bytes: [UInt8], at place: Int) -> Int? {
    guard let first = quoteEnd(in: bytes, at: place) else { return nil }
    let inside = endOfBackslashes(in: bytes, at: first)
    guard inside > first, let second = quoteEnd(in: bytes, at: inside) else { return nil }
    return quoteEnd(in: bytes, at: second)
  }

  private static func quoteEnd(in bytes: [UInt8], at place: Int) -> Int? {
    guard place < bytes.count else { return nil }
    if bytes[place] == UInt8(ascii: "'") { return place + 1 }
    return entityEnd(of: "'", in: bytes, at: place)
  }

  /// A form's `+`, or the end of a line that was broken there.
  private static func blankEnd(in bytes: [UInt8], at place: Int) -> Int? {
    if bytes[place] == UInt8(ascii: "+") { return place + 1 }
    guard bytes[place] == UInt8(ascii: "\n") else { return nil }
    return bytes[place...].dropFirst().firstIndex { $0 != UInt8(ascii: " ") } ?? bytes.endIndex
  }

  private static func endOfBackslashes(in bytes: [UInt8], at place: Int) -> Int {
    let run = bytes[place...].prefix(mostBackslashes)
    return run.firstIndex { $0 != backslash } ?? run.endIndex
  }

  private static func backslashEnd(in bytes: [UInt8], at place: Int) -> Int? {
    guard place < bytes.count else { return nil }
    if bytes[place] == backslash { return place + 1 }
    return percentEnd(of: [backslash], in: bytes, at: place)
      ?? entityEnd(of: "\\", in: bytes, at: place)
  }

  private static func number(_ digits: ArraySlice<UInt8>, radix: Int) -> UInt32? {
    UInt32(String(decoding: digits, as: UTF8.self), radix: radix)
  }
}
