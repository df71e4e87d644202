package import SeedbedFormats

/// Checks a value against the part of JSON Schema that OpenAPI documents use.
///
/// `$ref` inside the document, types and lists of types, `nullable`, `enum`, `const`, `properties`,
/// `required`, `additionalProperties`, `items`, bounds, lengths, `allOf`, `anyOf`, `oneOf` and the formats
/// date-time, date and uuid. Anything else is not checked. A schema that refers back to itself at the
/// same value is checked there only once.
package struct SchemaCheck {
  let root: JSONValue
  /// Whether `nullable: true` allows null (OpenAPI 3.0), or `x-nullable` (Swagger 2).
  let allowsNullable: Bool
  let limits: SchemaLimits
  /// What is wrong, a sentence each; why the rest was not checked is one of them.
  package var violations: [String] { found + (exceeded.map { [$0] } ?? []) }

  private var found: [String] = []
  private var exceeded: String?
  private var steps = 0
  /// How many schemas lie around the one that is looked at.
  private var nesting = 0
  /// How often something did not fit, listed or not.
  private var failures = 0
  /// The failures before the alternative that is tried; one more ends the trial. nil where all are listed.
  private var failuresBeforeTrial: Int?
  /// How many combinations lie around the schema that is looked at: only they come to one place twice.
  private var combinations = 0
  private var memory = SchemaMemory()

  package init(root: JSONValue, allowsNullable: Bool) {
    self.init(root: root, allowsNullable: allowsNullable, limits: .standard)
  }

  init(root: JSONValue, allowsNullable: Bool, limits: SchemaLimits) {
    self.root = root
    self.allowsNullable = allowsNullable
    self.limits = limits
  }

  /// The most violations that are listed.
  private static let most = 10

  package mutating func check(
    _ value: JSONValue, _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
    guard goesOn, take(1) else { return }
    guard nesting < limits.depth else { return exceed("nests deeper than \(limits.depth) schemas") }
    nesting += 1
    defer { nesting -= 1 }
    guard combinations > 0, let reference = schema["$ref"]?.string else {
      return checkOnce(value, schema, at: path)
    }
    let use = SchemaMemory.Use(reference: reference, path: path)
    switch memory.recall(use) {
    case .fits, .isUnderWay: return
    case .fails(let isListed):
      if isListed || failuresBeforeTrial != nil { return failures += 1 }
    case nil: break
    }
    let before = failures
    let outer = memory.begin(use)
    checkOnce(value, schema, at: path)
    let isListed = failuresBeforeTrial == nil
    memory.end(use, outer, failures > before ? .fails(isListed: isListed) : .fits)
  }

  private mutating func checkOnce(
    _ value: JSONValue, _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
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

  private mutating func checkCombinations(
    _ value: JSONValue, _ schema: JSONValue, at path: [JSONPathComponent]
  ) {
    combinations += 1
    defer {
      combinations -= 1
      if combinations == 0 { memory = SchemaMemory() }
    }
    for part in schema["allOf"]?.elements ?? [] { check(value, part, at: path) }
    for word in ["anyOf", "oneOf"] {
      guard goesOn, let parts = schema[word]?.elements, !parts.isEmpty else { continue }
      let count = parts.count { fits(value, $0, at: path) }
      if count == 0 { report(path, "fits none of its \(word)") }
      if word == "oneOf", count > 1 { report(path, "fits \(count) of its oneOf") }
    }
  }

  /// Whether the value fits one of several schemas; what does not fit is not listed.
  private mutating func fits(
    _ value: JSONValue, _ schema: JSONValue, at path: [JSONPathComponent]
  ) -> Bool {
    let (before, outer) = (failures, failuresBeforeTrial)
    failuresBeforeTrial = before
    defer { (failures, failuresBeforeTrial) = (before, outer) }
    check(value, schema, at: path)
    return failures == before
  }
}

extension SchemaCheck {
  /// Whether there is something left to find out.
  var goesOn: Bool {
    if exceeded != nil { return false }
    if let failuresBeforeTrial { return failures == failuresBeforeTrial }
    return found.count < Self.most
  }

  /// Counts comparisons; false where they are too many.
  mutating func take(_ count: Int) -> Bool {
    steps += count
    guard steps > limits.steps else { return true }
    exceed("needs more than \(limits.steps) comparisons")
    return false
  }

  private mutating func exceed(_ problem: String) {
    exceeded = "the answer was not checked to its end: its schema \(problem)"
  }

  mutating func report(_ path: [JSONPathComponent], _ problem: @autoclosure () -> String) {
    failures += 1
    guard failuresBeforeTrial == nil, found.count < Self.most, exceeded == nil else { return }
    found.append("\(path.pathText) \(problem())")
  }
}
