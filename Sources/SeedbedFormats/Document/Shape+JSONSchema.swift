extension Shape {
  /// This shape as a JSON Schema (draft 2020-12) for editors; a node with a tag is let through.
  package func jsonSchema(title: String) -> JSONValue {
    let head: [(String, JSONValue)] = [
      ("$schema", "https://json-schema.org/draft/2020-12/schema"), ("title", .string(title)),
    ]
    return .object(JSONObject(head + schema.filter { $0.0 != "title" }))
  }

  private var schema: [(String, JSONValue)] {
    switch self {
    case .any: []
    case .text: [("type", ["string", "number", "boolean"])]
    case .integer: [("type", "integer")]
    case .number: [("type", "number")]
    case .boolean: [("type", "boolean")]
    case .duration:
      [("type", "string"), ("pattern", #"^[+-]?([0-9]+(\.[0-9]+)?(ms|s|m|min|h|d|w))+$"#)]
    case .timestamp: [("type", "string"), ("format", "date-time")]
    case .percentage: [("type", "string"), ("pattern", #"^[+-]?[0-9]+(\.[0-9]+)?%$"#)]
    case .word(let words): [("enum", .array(words.map { .string($0) }))]
    case .list(let item): [("type", "array"), ("items", item.object())]
    case .oneOrList(let item):
      [("anyOf", [item.object(), .object(JSONObject(Shape.list(of: item).schema))])]
    case .dictionary(let value):
      [("type", "object"), ("additionalProperties", value.object())]
    case .record(let record): record.schema
    case .choice(let shapes): [("anyOf", .array(shapes.map { $0.object() }))]
    case .tagged(let tags, let shape):
      [
        (
          "anyOf",
          [shape.object(), ["description": .string("tagged " + tags.joined(separator: " or "))]]
        )
      ]
    }
  }

  fileprivate func object(about: String = "") -> JSONValue {
    let head: [(String, JSONValue)] = about.isEmpty ? [] : [("description", .string(about))]
    let rest = about.isEmpty ? schema : schema.filter { $0.0 != "description" }
    return .object(JSONObject(head + rest))
  }
}

extension RecordShape {
  fileprivate var schema: [(String, JSONValue)] {
    let required = keys.filter(\.isRequired).map { JSONValue.string($0.name) }
    let properties = keys.map { ($0.name, $0.shape.object(about: $0.about)) }
    var members: [(String, JSONValue)] = [
      ("title", .string(name)), ("type", "object"),
      ("properties", .object(JSONObject(properties))), ("additionalProperties", false),
    ]
    if !about.isEmpty { members.insert(("description", .string(about)), at: 1) }
    if !required.isEmpty { members.append(("required", .array(required))) }
    return members
  }
}
