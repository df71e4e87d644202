package import SeedbedFormats

/// Values to start from where a document gives a schema: its example, its default, or something of its type.
package struct SchemaExample {
  let root: JSONValue
  private let limits = SchemaLimits.standard

  package init(root: JSONValue) {
    self.root = root
  }

  /// An example of a media type or of Swagger's body parameter.
  func example(ofMedia value: JSONValue) -> JSONValue {
    if let example = value["example"] { return bounded(example) }
    if let first = value["examples"]?.object?.members.first?.value {
      return bounded(APIDocument.resolved(first, in: root)["value"] ?? first)
    }
    return value["schema"].map { example(of: $0) } ?? .object(JSONObject())
  }

  /// An example of a parameter; Swagger writes the schema into the parameter itself.
  func example(ofParameter value: JSONValue) -> JSONValue {
    (value["example"] ?? value["x-example"]).map { bounded($0) }
      ?? (value["schema"] == nil ? example(of: value) : example(ofMedia: value))
  }

  /// A value that the schema takes, as small as may be; null where it would be too large or has no end.
  package func example(of schema: JSONValue) -> JSONValue {
    var left = limits.exampleValues
    return example(of: schema, depth: 0, nesting: 0, left: &left)
  }

  /// `depth`: how many lists and objects lie around the value.
  /// `nesting`: how many schemas do.
  /// `left`: how many values the example may still have.
  private func example(
    of schema: JSONValue, depth: Int, nesting: Int, left: inout Int
  ) -> JSONValue {
    let schema = APIDocument.resolved(schema, in: root)
    if let given = schema["example"] ?? schema["default"] ?? schema["const"]
      ?? schema["enum"]?.elements?.first ?? schema["examples"]?.elements?.first
    {
      return bounded(given)
    }
    guard left > 0, nesting < limits.depth else { return .null }
    for word in ["allOf", "oneOf", "anyOf"] {
      guard let first = schema[word]?.elements?.first else { continue }
      return example(of: first, depth: depth, nesting: nesting + 1, left: &left)
    }
    left -= 1
    guard depth < 8 else { return .null }
    switch schema["type"]?.string ?? schema["type"]?.elements?.first?.string {
    case "integer", "number", "int": return schema["minimum"] ?? 1
    case "boolean": return true
    case "array":
      return .array(
        schema["items"].map {
          [example(of: $0, depth: depth + 1, nesting: nesting + 1, left: &left)]
        } ?? [])
    case "object": return object(schema, depth, nesting, &left)
    case "string": return .string(Self.text(of: schema["format"]?.string))
    default: return schema["properties"] == nil ? "text" : object(schema, depth, nesting, &left)
    }
  }

  private func object(
    _ schema: JSONValue, _ depth: Int, _ nesting: Int, _ left: inout Int
  ) -> JSONValue {
    let required = Set((schema["required"]?.elements ?? []).compactMap(\.string))
    let properties = schema["properties"]?.object?.members ?? []
    let needed = properties.filter { required.isEmpty || required.contains($0.name) }
    return .object(
      JSONObject(
        needed.prefix(max(0, left)).map { property in
          let value = example(
            of: property.value, depth: depth + 1, nesting: nesting + 1, left: &left)
          return (property.name, value)
        }))
  }

  /// The value, or null where its text is too long.
  private func bounded(_ value: JSONValue) -> JSONValue {
    var left = limits.exampleBytes
    value.takeBytes(from: &left)
    return left < 0 ? .null : value
  }

  private static func text(of format: String?) -> String {
    switch format {
    case "date-time": "2026-01-15T12:00:00Z"
    case "date": "2026-01-15"
    case "uuid": "00000000-0000-4000-8000-000000000000"
    case "email": "ada@example.com"
    case "uri", "url": "https://example.com/"
    default: "text"
    }
  }
}
