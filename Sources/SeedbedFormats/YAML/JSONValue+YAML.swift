extension JSONValue {
  /// The tree of a YAML node: plain scalars that YAML 1.2's core schema reads as null, booleans or
  /// JSON numbers become those, and every other scalar a string.
  package init(_ node: YAMLNode) {
    switch node.record.kind {
    case .scalar:
      let isText = node.style != .plain || ["!!str", "!"].contains(node.tag)
      self = Self.scalar(node.scalar ?? "", isPlain: !isText)
    case .sequence: self = .array(node.below.map { JSONValue($0) })
    case .mapping:
      self = .object(JSONObject((node.entries ?? []).map { ($0.name, JSONValue($0.value)) }))
    }
  }

  private static func scalar(_ text: String, isPlain: Bool) -> JSONValue {
    guard isPlain else { return .string(text) }
    if PlainScalar.isNull(text) { return .null }
    if let flag = PlainScalar.boolean(text) { return .bool(flag) }
    if PlainScalar.looksNumeric(text), let number = JSONNumber(text) { return .number(number) }
    return .string(text)
  }
}
