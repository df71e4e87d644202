import SeedbedFormats

extension JSONValue {
  /// Every text in the value, in its order; O(n), however deep they lie.
  var texts: [String] {
    var texts: [String] = []
    visitTexts { texts.append($1) }
    return texts
  }

  /// Every text that is the value of a member, and its name; O(n), however deep they lie.
  var namedTexts: [(name: String, text: String)] {
    var texts: [(name: String, text: String)] = []
    visitTexts { name, text in
      if let name { texts.append((name, text)) }
    }
    return texts
  }

  private func visitTexts(of name: String? = nil, _ visit: (String?, String) -> Void) {
    switch self {
    case .null, .bool, .number: break
    case .string(let text): visit(name, text)
    case .array(let elements):
      for element in elements { element.visitTexts(visit) }
    case .object(let object):
      for member in object.members { member.value.visitTexts(of: member.name, visit) }
    }
  }
}
