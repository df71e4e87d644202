import SeedbedFormats

/// Values to start from where a document gives a schema: its example, its default, or something of its type.
struct SchemaExample {
  let root: JSONValue

  /// An example of a media type or of Swagger's body parameter.
  func example(ofMedia value: JSONValue) -> JSONValue {
    if let example = value["example"] { return example }
    if let first = value["examples"]?.object?.members.first?.value {
      return APIDocument.resolved(first, in: root)["value"] ?? first
    }
    return value["schema"].map { example(of: $0) } ?? .object(JSONObject())
  }

  /// An example of a parameter; Swagger writes the schema into the parameter itself.
  func example(ofParameter value: JSONValue) -> JSONValue {
    value["example"] ?? value["x-example"]
      ?? (value["schema"] == nil ? example(of: value) : example(ofMedia: value))
  }

  /// A value that the schema takes, as small as may be.
  func example(of schema: JSONValue, depth: Int = 0) -> JSONValue {
    let schema = APIDocument.resolved(schema, in: root)
    if let given = schema["example"] ?? schema["default"] ?? schema["const"]
      ?? schema["enum"]?.elements?.first ?? schema["examples"]?.elements?.first
    {
      return given
    }
    for word in ["allOf", "oneOf", "anyOf"] {
      if let first = schema[word]?.elements?.first { return example(of: first, depth: depth + 1) }
    }
    guard depth < 8 else { return .null }
    switch schema["type"]?.string ?? schema["type"]?.elements?.first?.string {
    case "integer", "number", "int": return schema["minimum"] ?? 1
    case "boolean": return true
    case "array":
      return .array(schema["items"].map { [example(of: $0, depth: depth + 1)] } ?? [])
    case "object": return object(schema, depth)
    case "string": return .string(Self.text(of: schema["format"]?.string))
    default: return schema["properties"] == nil ? "text" : object(schema, depth)
    }
  }

  private func object(_ schema: JSONValue, _ depth: Int) -> JSONValue {
    let required = Set((schema["required"]?.elements ?? []).compactMap(\.string))
    let properties = schema["properties"]?.object?.members ?? []
    let needed = properties.filter { required.isEmpty || required.contains($0.name) }
    return .object(JSONObject(needed.map { ($0.name, example(of: $0.value, depth: depth + 1)) }))
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
