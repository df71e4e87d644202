/// Postman's `{{name}}` in paths and bodies.
enum PostmanText {
  /// A body of JSON, in which a variable may also stand for a whole value: `{"n": {{n}}}` as `{"n": "{{n}}"}`.
  static func body(_ text: String) -> String {
    guard text.first(where: { !$0.isWhitespace }).map({ "{[".contains($0) }) ?? false else {
      return text
    }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var isInString = false
    var isEscaped = false
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if !isInString, let variable = PostmanVariable(in: bytes, at: place) {
        result += [UInt8(ascii: "\"")] + bytes[variable.range] + [UInt8(ascii: "\"")]
        place = variable.range.upperBound
        continue
      }
      result.append(byte)
      place += 1
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = isInString
      } else if byte == UInt8(ascii: "\"") {
        isInString.toggle()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The first variable of a text that a golden file can name.
  static func firstVariable(in text: some StringProtocol) -> PostmanVariable? {
    let bytes = Array(text.utf8)
    return bytes.indices.lazy.compactMap { PostmanVariable(in: bytes, at: $0) }
      .first(where: \.isName)
  }
}
