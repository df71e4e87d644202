/// Postman's `{{name}}` in texts and bodies.
enum PostmanText {
  /// `{{name}}` as `${name}`.
  static func template(_ text: String) -> String {
    text.replacing(/\{\{\s*(\w+)\s*\}\}/) { "${\($0.output.1)}" }
  }

  /// The names in a text, in their order.
  static func variables(in text: String) -> [String] {
    text.matches(of: /\{\{\s*(\w+)\s*\}\}/).map { String($0.output.1) }
  }

  /// A body of JSON, in which a variable may also stand for a whole value: `{"n": {{n}}}` as `{"n": "${n}"}`.
  static func body(_ text: String) -> String {
    var result = ""
    var isInString = false
    var isEscaped = false
    var rest = text[...]
    let isJSON = isJSON(text)
    while let character = rest.first {
      if !isEscaped, let match = rest.prefixMatch(of: /\{\{\s*(\w+)\s*\}\}/) {
        let variable = "${\(match.output.1)}"
        result += isInString || !isJSON ? variable : "\"\(variable)\""
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

  private static func isJSON(_ text: String) -> Bool {
    text.first { !$0.isWhitespace }.map { "{[".contains($0) } ?? false
  }
}
