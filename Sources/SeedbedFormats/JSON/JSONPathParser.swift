import SeedbedCore

/// Reads the text of a `JSONPath`.
struct JSONPathParser {
  private let text: String
  private var rest: Substring

  init(_ text: String) {
    self.text = text
    rest = text[...]
  }

  mutating func segments() throws(Diagnostic) -> [JSONPath.Segment] {
    guard take("$") else { throw problem("a path starts with $") }
    var segments: [JSONPath.Segment] = []
    while !rest.isEmpty { segments.append(try segment()) }
    return segments
  }

  private mutating func segment() throws(Diagnostic) -> JSONPath.Segment {
    let isDescendant = take("..")
    if take("[") {
      return JSONPath.Segment(isDescendant: isDescendant, selector: try bracket())
    }
    guard isDescendant || take(".") else { throw problem("expected '.' or '['") }
    return JSONPath.Segment(isDescendant: isDescendant, selector: try shorthand())
  }

  private mutating func shorthand() throws(Diagnostic) -> JSONPath.Selector {
    if take("*") { return .wildcard }
    let name = String(rest.prefix { $0.utf8.allSatisfy(JSONPath.isNameByte) })
    guard JSONPath.isPlain(name) else {
      throw problem("expected a name or '*'", help: "Other names go in brackets: ['total-visits'].")
    }
    rest = rest.dropFirst(name.count)
    if rest.first == "-" {
      throw problem("a name with '-' goes in brackets", help: "Write ['total-visits'].")
    }
    return .name(name)
  }

  private mutating func bracket() throws(Diagnostic) -> JSONPath.Selector {
    let selector: JSONPath.Selector
    if take("*") {
      selector = .wildcard
    } else if take("'") {
      selector = .name(try quoted(by: "'"))
    } else if take("\"") {
      selector = .name(try quoted(by: "\""))
    } else {
      selector = .index(try index())
    }
    if rest.first == "," || rest.first == ":" {
      throw problem("unions and slices are not supported", help: "Write one path for each place.")
    }
    guard take("]") else { throw problem("expected ']'") }
    return selector
  }

  private mutating func quoted(by quote: Character) throws(Diagnostic) -> String {
    var name = ""
    while let character = rest.popFirst() {
      if character == quote { return name }
      guard character == "\\" else {
        name.append(character)
        continue
      }
      guard let escaped = rest.popFirst(), escaped == quote || escaped == "\\" else {
        throw problem("only the quote and the backslash are escaped in a name")
      }
      name.append(escaped)
    }
    throw problem("the quoted name is not closed")
  }

  private mutating func index() throws(Diagnostic) -> Int {
    if rest.first == "-" { throw problem("indexes from the end are not supported") }
    if rest.first == "?" { throw problem("filters are not supported") }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard let index = Int(digits), digits.count == 1 || digits.first != "0" else {
      throw problem("expected an index, a quoted name or '*'")
    }
    rest = rest.dropFirst(digits.count)
    return index
  }

  private mutating func take(_ wanted: String) -> Bool {
    guard rest.hasPrefix(wanted) else { return false }
    rest = rest.dropFirst(wanted.count)
    return true
  }

  private func problem(_ message: String, help: String? = nil) -> Diagnostic {
    let column = text.count - rest.count + 1
    return Diagnostic(
      .jsonPathSyntax, "'\(text)' is not a path: \(message)", help: help,
      excerpt: Diagnostic.Excerpt(line: text, column: column))
  }
}
