import SeedbedCore

extension JSONStream {
  /// Moves over a byte order mark.
  mutating func skipByteOrderMark() throws {
    while window.unread.count < 3, try refill() {}
    take(window.withUnread(ByteOrderMark.length))
  }

  /// Moves behind the opening bracket of the array that `pointer` names.
  mutating func enterArray(at pointer: JSONPointer) throws {
    for (depth, token) in pointer.tokens.enumerated() {
      guard try enter(token) else { throw notFound(pointer, depth + 1) }
    }
    guard try takePastSpace(UInt8(ascii: "[")) else {
      if try peekPastSpace() == nil { throw problem("a value") }
      throw Diagnostic(
        .jsonPointerTarget,
        "\(name): \(pointer.tokens.isEmpty ? "the document" : pointer.text) is not an array",
        help: "Name the array whose elements are the records, such as '/data/items'.")
    }
  }

  /// Takes the closing bracket of the array and checks that what is around it is closed too.
  ///
  /// - Parameter isAssigned: whether a semicolon may end the statement the value stands in.
  mutating func finish(depth: Int, isAssigned: Bool = false) throws {
    var open = depth + 1
    while open > 0 {
      switch try peekPastSpace() {
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        advance()
        open -= 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        advance()
        try skipValue()
      case .some: throw problem("',' or a closing bracket")
      case nil: throw problem("a closing bracket")
      }
    }
    if isAssigned { _ = try takePastSpace(UInt8(ascii: ";")) }
    if try peekPastSpace() != nil { throw problem("the end after the value") }
  }

  /// Moves to the member or the element called `token` of the value that comes next.
  private mutating func enter(_ token: String) throws -> Bool {
    if try takePastSpace(UInt8(ascii: "{")) { return try enterMember(token) }
    if try takePastSpace(UInt8(ascii: "[")) { return try enterElement(token) }
    return false
  }

  private mutating func enterMember(_ wanted: String) throws -> Bool {
    if try peekPastSpace() == UInt8(ascii: "}") { return false }
    repeat {
      let name = try memberName()
      guard try takePastSpace(UInt8(ascii: ":")) else { throw problem("':'") }
      if ExactText(name) == ExactText(wanted) { return true }
      try skipValue()
    } while try takePastSpace(UInt8(ascii: ","))
    guard try peekPastSpace() == UInt8(ascii: "}") else { throw problem("',' or '}'") }
    return false
  }

  private mutating func enterElement(_ wanted: String) throws -> Bool {
    guard let index = Int(wanted), index >= 0, String(index) == wanted else { return false }
    if try peekPastSpace() == UInt8(ascii: "]") { return false }
    for _ in 0..<index {
      try skipValue()
      guard try takePastSpace(UInt8(ascii: ",")) else {
        guard try peekPastSpace() == UInt8(ascii: "]") else { throw problem("',' or ']'") }
        return false
      }
    }
    return true
  }

  private mutating func memberName() throws -> String {
    guard try peekPastSpace() == UInt8(ascii: "\"") else {
      throw problem("a name in double quotes")
    }
    var extent = JSONExtent()
    while true {
      if let end = end(&extent) {
        var scanner = JSONScanner()
        let name = window.withUnread { try? scanner.string(in: $0.extracting(first: end)) }
        guard let name else { throw problem("a name in double quotes") }
        take(end)
        return name
      }
      guard window.unread.count <= RecordLimit.standard, try refill() else {
        throw problem("the end of a name")
      }
    }
  }

  private func notFound(_ pointer: JSONPointer, _ depth: Int) -> Diagnostic {
    let part = pointer.tokens[..<depth].map { "/\($0)" }.joined()
    return Diagnostic(
      .jsonPointerTarget, "\(name): there is no \(part)",
      help: "The pointer is \(pointer.text); its parts are names, and indexes from 0.")
  }
}
