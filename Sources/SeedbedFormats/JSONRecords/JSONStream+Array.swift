import SeedbedCore

extension JSONStream {
  /// Moves over a byte order mark.
  mutating func skipByteOrderMark() throws {
    _ = try window.skipByteOrderMark(named: name)
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

  /// Takes the closing bracket of the array and checks what is around it.
  ///
  /// `isAssigned`: whether a semicolon may end the statement the value stands in.
  mutating func finish(isAssigned: Bool = false) throws {
    guard try takePastSpace(UInt8(ascii: "]")) else { throw problem("',' or ']'") }
    for level in levels.reversed() { try leave(level) }
    if isAssigned { _ = try takePastSpace(UInt8(ascii: ";")) }
    if try peekPastSpace() != nil { throw problem("the end after the value") }
  }

  private mutating func leave(_ level: Level) throws {
    while try takePastSpace(UInt8(ascii: ",")) {
      if case .object(let entered) = level {
        _ = try peekPastSpace()
        let place = lines + 1
        guard try ExactText(memberName()) != ExactText(entered) else {
          throw Diagnostic(
            .jsonPointerTarget,
            "\(name): the name '\(entered)' on line \(place) is already in this object; the records "
              + "were read from the first")
        }
      }
      try skipValue()
    }
    switch level {
    case .object:
      guard try takePastSpace(UInt8(ascii: "}")) else { throw problem("',' or '}'") }
    case .array:
      guard try takePastSpace(UInt8(ascii: "]")) else { throw problem("',' or ']'") }
    }
  }

  /// Moves to the member or the element called `token` of the value that comes next.
  private mutating func enter(_ token: String) throws -> Bool {
    if try takePastSpace(UInt8(ascii: "{")) {
      levels.append(.object(name: token))
      return try enterMember(token)
    }
    if try takePastSpace(UInt8(ascii: "[")) {
      levels.append(.array)
      return try enterElement(token)
    }
    return false
  }

  private mutating func enterMember(_ wanted: String) throws -> Bool {
    if try peekPastSpace() == UInt8(ascii: "}") { return false }
    repeat {
      let name = try memberName()
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

  private func notFound(_ pointer: JSONPointer, _ depth: Int) -> Diagnostic {
    let part = pointer.tokens[..<depth].map { "/\($0)" }.joined()
    return Diagnostic(
      .jsonPointerTarget, "\(name): there is no \(part)",
      help: "The pointer is \(pointer.text); its parts are names, and indexes from 0.")
  }
}
