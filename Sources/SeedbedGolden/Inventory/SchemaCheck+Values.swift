import SeedbedCore
import SeedbedFormats

/// What one schema asks of one value, without the schemas it combines.
extension SchemaCheck {
  mutating func checkType(
    _ value: JSONValue, _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
    let types = schema["type"].map { $0.elements ?? [$0] }?.compactMap(\.string) ?? []
    if types.isEmpty || types.contains(where: { value.isOfSchemaType($0) }) { return }
    report(path, "is \(value.kind), and has to be of type \(types.joined(separator: " or "))")
  }

  mutating func checkValue(
    _ value: JSONValue, _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
    let allowed = schema["enum"]?.elements ?? schema["const"].map { [$0] }
    guard let allowed, take(allowed.count), !allowed.contains(value) else { return }
    let list = allowed.prefix(5).map { Self.shown($0) }
    report(
      path,
      "is \(Self.shown(value)), and has to be one of "
        + list.joined(separator: ", ") + (allowed.count > 5 ? ", …" : ""))
  }

  private static func shown(_ value: JSONValue) -> String {
    let text = JSONWriter.text(value, pretty: false)
    return text.utf8.count > 200 ? "\(text.prefix(60))…" : text
  }

  mutating func check(
    _ object: JSONObject, _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
    let required = schema["required"]?.elements ?? []
    guard take(required.count) else { return }
    for name in required.compactMap(\.string) where object[name] == nil {
      report(path, "has no '\(name)'")
    }
    let properties = schema["properties"]?.object
    let others = schema["additionalProperties"]
    for member in object.members where goesOn {
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

  mutating func check(
    _ elements: [JSONValue], _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
    bounds(elements.count, schema, "minItems", "maxItems", "elements", at: path)
    guard let items = schema["items"], items.object != nil else { return }
    for (place, element) in elements.enumerated() where goesOn {
      check(element, items, at: path + [.index(place)])
    }
  }

  mutating func check(
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

  mutating func check(
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
    if let bound = schema[least]?.number, Double(count) < bound.double {
      report(path, "has \(count) \(what), and has to have at least \(bound)")
    }
    if let bound = schema[most]?.number, Double(count) > bound.double {
      report(path, "has \(count) \(what), and may have \(bound)")
    }
  }
}

extension JSONValue {
  fileprivate var number: JSONNumber? {
    if case .number(let number) = self { number } else { nil }
  }

  fileprivate var double: Double? { number?.double }

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
