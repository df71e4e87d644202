extension YAMLNode {
  /// The meaning of the tree as text: equal for documents that differ only in comments, spacing, key
  /// order, aliases, spelling of null, or quoting that changes nothing.
  ///
  /// A plain scalar that some column could take for more than text (null, a boolean, a number) differs
  /// from the same text quoted. Keys are in the order of their UTF-8 bytes.
  package func canonical() -> String {
    var text = ""
    appendCanonical(to: &text)
    return text
  }

  private func appendCanonical(to text: inout String) {
    if let tag { text += "\(tag) " }
    switch record.kind {
    case .scalar: appendCanonicalScalar(to: &text)
    case .sequence:
      text += "["
      for (index, item) in below.enumerated() {
        if index > 0 { text += "," }
        item.appendCanonical(to: &text)
      }
      text += "]"
    case .mapping:
      text += "{"
      let sorted = (entries ?? []).map { ($0.name, $0.value) }
        .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
      for (index, (name, value)) in sorted.enumerated() {
        if index > 0 { text += "," }
        Self.appendQuoted(name, to: &text)
        text += ":"
        value.appendCanonical(to: &text)
      }
      text += "}"
    }
  }

  private func appendCanonicalScalar(to text: inout String) {
    let scalar = scalar ?? ""
    if record.style == .plain, PlainScalar.isNull(scalar) {
      text += "null"
    } else if record.style == .plain, PlainScalar.isMoreThanText(scalar) {
      text += scalar
    } else {
      Self.appendQuoted(scalar, to: &text)
    }
  }

  private static func appendQuoted(_ scalar: String, to text: inout String) {
    text += "\""
    for character in scalar.unicodeScalars {
      switch character {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(character)
      }
    }
    text += "\""
  }
}
