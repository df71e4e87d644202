/// Postman's `{{name}}` in paths and bodies.
enum PostmanText {
  /// A body of JSON, in which a variable may also stand for a whole value: `{"n": {{n}}}` as `{"n": "{{n}}"}`.
  static func body(_ text: String) -> String {
    guard text.first(where: { !$0.isWhitespace }).map({ "{[".contains($0) }) ?? false else {
      return text
    }
    var result = ""
    var isInString = false
    var isEscaped = false
    var rest = text[...]
    while let character = rest.first {
      if !isInString, character == "{", let match = rest.prefixMatch(of: /\{\{\s*\w+\s*\}\}/) {
        result += "\"\(match.output)\""
        rest = rest[match.range.upperBound...]
        continue
      }
      result.append(character)
      rest.removeFirst()
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = isInString
      } else if character == "\"" {
        isInString.toggle()
      }
    }
    return result
  }
}
