import SeedbedCore
import SeedbedFormats

/// Checks a value against the part of JSON Schema that OpenAPI documents use.
///
/// `$ref` inside the document, types and lists of types, `nullable`, `enum`, `const`, `properties`,
/// `required`, `additionalProperties`, `items`, bounds, lengths, `allOf`, `anyOf`, `oneOf` and the formats
/// date-time, date and uuid. What is none of these is not looked at.
struct SchemaCheck {
  let root: JSONValue
  /// Whether `nullable: true` allows null (OpenAPI 3.0), or `x-nullable` (Swagger 2).
  let allowsNullable: Bool
  private(set) var violations: [String] = []
  /// How many schemas lie around the one that is looked at.
  private var nesting = 0

  init(root: JSONValue, allowsNullable: Bool) {
    self.root = root
    self.allowsNullable = allowsNullable
  }

  /// The most violations that are listed.
  private static let most = 10

  mutating func check(_ value: JSONValue, _ schema: JSONValue, at path: [JSONPathComponent]) {
    // A schema may hold itself.
    guard violations.count < Self.most, nesting < 200 else { return }
    nesting += 1
    defer { nesting -= 1 }
    // A schema of OpenAPI 3.1 may be a boolean.
    if schema == false { return report(path, "is not allowed here") }
    let schema = APIDocument.resolved(schema, in: root)
    if value == .null, allowsNullable,
      schema["nullable"] == true || schema["x-nullable"] == true
    {
      return
    }
    checkType(value, schema, at: path)
    checkValue(value, schema, at: path)
    checkCombinations(value, schema, at: path)
    switch value {
    case .object(let object): check(object, schema, at: path)
    case .array(let elements): check(elements, schema, at: path)
    case .string(let text): check(text, schema, at: path)
    case .number(let number): check(number, schema, at: path)
    case .null, .bool: break
    }
  }

  private mutating func report(_ path: [JSONPathComponent], _ problem: String) {
    guard violations.count < Self.most else { return }
    violations.append("\(path.pathText) \(problem)")
  }

  private mutating func checkType(
    _ value: JSONValue, _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
    let types = schema["type"].map { $0.elements ?? [$0] }?.compactMap(\.string) ?? []
    if types.isEmpty || types.contains(where: { value.isOfSchemaType($0) }) { return }
    report(path, "is \(value.kind), and has to be of type \(types.joined(separator: " or "))")
  }

  private mutating func checkValue(
    _ value: JSONValue, _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
    let allowed = schema["enum"]?.elements ?? schema["const"].map { [$0] }
    guard let allowed, !allowed.contains(value) else { return }
    let list = allowed.prefix(5).map { JSONWriter.text($0, pretty: false) }
    report(
      path,
      "is \(JSONWriter.text(value, pretty: false)), and has to be one of "
        + list.joined(separator: ", ") + (allowed.count > 5 ? ", …" : ""))
  }

  private mutating func checkCombinations(
    _ value: JSONValue, _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
    for part in schema["allOf"]?.elements ?? [] { check(value, part, at: path) }
    for word in ["anyOf", "oneOf"] {
      guard let parts = schema[word]?.elements, !parts.isEmpty else { continue }
      let count = parts.count { part in
        var other = SchemaCheck(root: root, allowsNullable: allowsNullable)
        other.check(value, part, at: path)
        return other.violations.isEmpty
      }
      if count == 0 { report(path, "fits none of its \(word)") }
      if word == "oneOf", count > 1 { report(path, "fits \(count) of its oneOf") }
    }
  }

  private mutating func check(
    _ object: JSONObject, _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
    for name in (schema["required"]?.elements ?? []).compactMap(\.string)
    where object[name] == nil {
      report(path, "has no '\(name)'")
    }
    let properties = schema["properties"]?.object
    let others = schema["additionalProperties"]
    for member in object.members {
      let place = path + [.name(member.name)]
      if let property = properties?[member.name] {
        check(member.value, property, at: place)
      } else if others == false {
        report(place, "is not described")
      } else if let others, others.object != nil {
        check(member.value, others, at: place)
      }
    }
  }

  private mutating func check(
    _ elements: [JSONValue], _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
    bounds(elements.count, schema, "minItems", "maxItems", "elements", at: path)
    guard let items = schema["items"], items.object != nil else { return }
    for (place, element) in elements.enumerated() {
      check(element, items, at: path + [.index(place)])
    }
  }

  private mutating func check(
    _ text: String, _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
    bounds(text.unicodeScalars.count, schema, "minLength", "maxLength", "characters", at: path)
    let isRight: Bool? =
      switch schema["format"]?.string {
      case "date-time": Form.isTime(.string(text))
      case "uuid": Form.isUUID(.string(text))
      case "date": CalendarDate(text) != nil
      default: nil
      }
    if isRight == false, let format = schema["format"]?.string {
      report(path, "is \"\(text.prefix(60))\", and has to be a \(format)")
    }
  }

  private mutating func check(
    _ number: JSONNumber, _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
    let value = number.double
    if let least = schema["minimum"]?.double,
      value < least || value == least && schema["exclusiveMinimum"] == true
    {
      report(path, "is \(number), and is at least \(least)")
    }
    if let most = schema["maximum"]?.double,
      value > most || value == most && schema["exclusiveMaximum"] == true
    {
      report(path, "is \(number), and is at most \(most)")
    }
    if let bound = schema["exclusiveMinimum"]?.double, value <= bound {
      report(path, "is \(number), and is above \(bound)")
    }
    if let bound = schema["exclusiveMaximum"]?.double, value >= bound {
      report(path, "is \(number), and is below \(bound)")
    }
  }

  private mutating func bounds(
    _ count: Int, _ schema: JSONValue, _ least: String, _ most: String, _ what: String,
    at path: [JSONPathComponent]
  ) {
    if let bound = schema[least]?.double, Double(count) < bound {
      report(path, "has \(count) \(what), and has to have at least \(Int(bound))")
    }
    if let bound = schema[most]?.double, Double(count) > bound {
      report(path, "has \(count) \(what), and may have \(Int(bound))")
    }
  }
}

extension JSONValue {
  fileprivate var double: Double? {
    if case .number(let number) = self { number.double } else { nil }
  }

  /// Whether the value is of a type as JSON Schema names them; an integer may be written `1.0`.
  fileprivate func isOfSchemaType(_ type: String) -> Bool {
    switch self {
    case .null: type == "null"
    case .bool: type == "boolean"
    case .number(let number): type == "number" || type == "integer" && number.isWhole
    case .string: type == "string" || type == "file"
    case .array: type == "array"
    case .object: type == "object"
    }
  }
}

extension JSONNumber {
  fileprivate var isWhole: Bool { integer != nil || double == double.rounded() }
}
