import SeedbedCore

extension JSONStream {
  /// Moves over one value without keeping it; it is checked as strictly as one that is read, except for names that
  /// stand twice.
  mutating func skipValue(depth: Int = 1) throws(Diagnostic) {
    switch try peekPastSpace() {
    case UInt8(ascii: "{"):
      try open(depth)
      if try takePastSpace(UInt8(ascii: "}")) { return }
      repeat {
        _ = try memberName()
        try skipValue(depth: depth + 1)
      } while try takePastSpace(UInt8(ascii: ","))
      guard try takePastSpace(UInt8(ascii: "}")) else { throw problem("',' or '}'") }
    case UInt8(ascii: "["):
      try open(depth)
      if try takePastSpace(UInt8(ascii: "]")) { return }
      repeat { try skipValue(depth: depth + 1) } while try takePastSpace(UInt8(ascii: ","))
      guard try takePastSpace(UInt8(ascii: "]")) else { throw problem("',' or ']'") }
    case nil: throw problem("a value")
    case .some: try skipScalar()
    }
  }

  /// The name of a member, and moves behind the colon after it.
  mutating func memberName() throws(Diagnostic) -> String {
    guard try peekPastSpace() == UInt8(ascii: "\"") else {
      throw problem("a name in double quotes")
    }
    let length = try valueLength(expected: "the end of a name") { $0.problem("the end of a name") }
    var scanner = JSONScanner()
    let name = window.withUnread { try? scanner.string(in: $0.extracting(first: length)) }
    guard let name, scanner.position == length else { throw problem("a name in double quotes") }
    take(length)
    guard try takePastSpace(UInt8(ascii: ":")) else { throw problem("':'") }
    return name
  }

  private mutating func open(_ depth: Int) throws(Diagnostic) {
    guard depth <= limits.depth else { throw problem("at most \(limits.depth) levels") }
    advance()
  }

  private mutating func skipScalar() throws(Diagnostic) {
    let length = try valueLength(expected: "the end of a value") {
      $0.problem("the end of a value")
    }
    if length == 0 { throw problem("a value") }
    let fault = window.withUnread { bytes -> JSONFault? in
      var scanner = JSONScanner(limits: limits)
      do throws(JSONFault) {
        _ = try scanner.document(in: bytes.extracting(first: length))
        return nil
      } catch {
        return error
      }
    }
    if let fault {
      throw Diagnostic(
        .jsonSyntax,
        "\(name): \(fault.message) on line \(lines + 1), at byte \(offset + fault.offset)")
    }
    take(length)
  }
}
