import SeedbedFormats
import Testing

@testable import SeedbedGolden

struct SchemaCheckTests {
  private func violations(
    _ value: String, _ schema: String, root: String = "{}", nullable: Bool = true,
    limits: SchemaLimits = .standard
  ) throws -> [String] {
    func json(_ text: String) throws -> JSONValue { try JSONReader.read(text: text, named: "test") }
    var check = SchemaCheck(root: try json(root), allowsNullable: nullable, limits: limits)
    check.check(try json(value), try json(schema), at: [])
    return check.violations
  }

  @Test func `types are checked, and an integer may be written with a fraction of zero`() throws {
    #expect(try violations("1.0", #"{"type": "integer"}"#) == [])
    #expect(
      try violations("1.5", #"{"type": "integer"}"#)
        == ["$ is a number, and has to be of type integer"])
    #expect(try violations("null", #"{"type": ["string", "null"]}"#) == [])
    #expect(try violations("null", #"{"type": "string", "nullable": true}"#) == [])
    #expect(
      try violations("null", #"{"type": "string", "nullable": true}"#, nullable: false)
        == ["$ is null, and has to be of type string"])
  }

  @Test func `what is required has to be there, and what is not described may not`() throws {
    let schema = """
      {"type": "object", "required": ["id", "name"], "additionalProperties": false,
       "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}
      """
    #expect(
      try violations(#"{"id": "7", "age": 1}"#, schema) == [
        "$ has no 'name'", "$.id is a string, and has to be of type integer",
        "$.age is not described",
      ])
  }

  @Test func `a reference leads into the document, also to itself`() throws {
    let root = """
      {"components": {"schemas": {"Tree": {"type": "object", "required": ["name"],
       "properties": {"children": {"type": "array",
       "items": {"$ref": "#/components/schemas/Tree"}}}}}}}
      """
    #expect(
      try violations(
        #"{"name": "a", "children": [{"children": []}]}"#,
        ##"{"$ref": "#/components/schemas/Tree"}"##, root: root) == ["$.children[0] has no 'name'"])
  }

  @Test func `values, bounds and formats are checked`() throws {
    #expect(
      try violations(#""lost""#, #"{"enum": ["new", "paid"]}"#)
        == [#"$ is "lost", and has to be one of "new", "paid""#])
    #expect(try violations("11", #"{"maximum": 10}"#) == ["$ is 11, and is at most 10.0"])
    #expect(
      try violations("[]", #"{"minItems": 1}"#) == ["$ has 0 elements, and has to have at least 1"])
    #expect(
      try violations(#""yesterday""#, #"{"format": "date-time"}"#)
        == [#"$ is "yesterday", and has to be a date-time"#])
    #expect(try violations(#""2026-02-30""#, #"{"format": "date"}"#).count == 1)
  }

  @Test func `one of several schemas has to fit`() throws {
    let schema = #"{"oneOf": [{"type": "string"}, {"type": "integer"}]}"#
    #expect(try violations("1", schema) == [])
    #expect(try violations("true", schema) == ["$ fits none of its oneOf"])
  }

  private static func schemas(_ members: [String]) -> String {
    #"{"components": {"schemas": {"# + members.joined(separator: ", ") + "}}}"
  }

  private static func reference(_ name: String) -> String {
    ##"{"$ref": "#/components/schemas/\##(name)"}"##
  }

  @Test(arguments: ["oneOf", "anyOf", "allOf"])
  func `a schema that only holds itself asks nothing`(word: String) throws {
    let root = Self.schemas([#""A": {"\#(word)": [\#(Self.reference("A"))], "type": "string"}"#])
    #expect(try violations(#""a""#, Self.reference("A"), root: root) == [])
    #expect(try violations("1", Self.reference("A"), root: root).isEmpty == false)
  }

  @Test func `schemas that hold one another without end are checked by what they ask`() throws {
    let root = Self.schemas([
      #""A": {"oneOf": [\#(Self.reference("B")), \#(Self.reference("C"))]}"#,
      #""B": {"anyOf": [\#(Self.reference("A"))], "type": "string"}"#,
      #""C": {"allOf": [\#(Self.reference("A"))], "type": "integer"}"#,
    ])
    #expect(try violations(#""a""#, Self.reference("A"), root: root) == [])
    #expect(try violations("1", Self.reference("A"), root: root) == [])
    #expect(try violations("true", Self.reference("A"), root: root) == ["$ fits none of its oneOf"])
  }

  @Test func `a base that lists its kinds, each of which is made of the base`() throws {
    let root = Self.schemas([
      #""Pet": {"required": ["kind"], "oneOf": [\#(Self.reference("Cat")), \#(Self.reference("Dog"))]}"#,
      #""Cat": {"allOf": [\#(Self.reference("Pet")), {"required": ["lives"]}]}"#,
      #""Dog": {"allOf": [\#(Self.reference("Pet")), {"required": ["tail"]}]}"#,
    ])
    #expect(
      try violations(#"{"kind": "cat", "lives": 9}"#, Self.reference("Pet"), root: root) == [])
    #expect(
      try violations(#"{"kind": "cat", "lives": 9}"#, Self.reference("Cat"), root: root) == [])
    #expect(
      try violations(#"{"lives": 9}"#, Self.reference("Cat"), root: root) == ["$ has no 'kind'"])
  }

  @Test(arguments: ["oneOf", "anyOf", "allOf"])
  func `alternatives that double with each level are each looked at once`(word: String) throws {
    let levels = (0..<24).map { level in
      let next = Self.reference("L\(level + 1)")
      return #""L\#(level)": {"\#(word)": [\#(next), {"\#(word)": [\#(next)]}]}"#
    }
    let root = Self.schemas(levels + [#""L24": {"type": "string"}"#])
    let limits = SchemaLimits(depth: 200, steps: 1_000)
    let right = try violations(#""a""#, Self.reference("L0"), root: root, limits: limits)
    #expect(right == (word == "oneOf" ? ["$ fits none of its oneOf"] : []))
    let wrong = try violations("1", Self.reference("L0"), root: root, limits: limits)
    #expect(
      wrong
        == (word == "allOf"
          ? ["$ is a number, and has to be of type string"] : ["$ fits none of its \(word)"]))
  }

  @Test func `alternatives that double with each level of the answer are each looked at once`()
    throws
  {
    let levels = (0..<40).map { level in
      let next = Self.reference("L\(level + 1)")
      let part = #"{"properties": {"a": \#(next)}}"#
      return #""L\#(level)": {"anyOf": [{"allOf": [\#(part), {"required": ["b"]}]}, \#(part)]}"#
    }
    let root = Self.schemas(levels + [#""L40": {"type": "string"}"#])
    let answer =
      String(repeating: #"{"a":"#, count: 40) + #""x""# + String(repeating: "}", count: 40)
    let limits = SchemaLimits(depth: 400, steps: 2_000)
    #expect(try violations(answer, Self.reference("L0"), root: root, limits: limits) == [])
  }

  @Test func `a schema beyond a limit is a reason of its own`() throws {
    let deep = String(repeating: "[", count: 50) + String(repeating: "]", count: 50)
    let root = Self.schemas([#""A": {"items": \#(Self.reference("A"))}"#])
    #expect(
      try violations(
        deep, Self.reference("A"), root: root, limits: SchemaLimits(depth: 20, steps: 1_000))
        == ["the answer was not checked to its end: its schema nests deeper than 20 schemas"])
    #expect(
      try violations(
        "[1, 1, 1]", #"{"items": {"enum": [3, 2, 1]}}"#,
        limits: SchemaLimits(depth: 20, steps: 8))
        == ["the answer was not checked to its end: its schema needs more than 8 comparisons"])
  }

  @Test func `an answer as deep as JSON may be is checked to its end`() throws {
    let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    let root = Self.schemas([#""A": {"items": \#(Self.reference("A"))}"#])
    #expect(try violations(deep, Self.reference("A"), root: root) == [])
  }

  @Test(arguments: ["1e300", "1e999999999", "99999999999999999999999"])
  func `a bound that no number of elements reaches is said as it is written`(bound: String) throws {
    #expect(
      try violations("[]", #"{"minItems": \#(bound)}"#)
        == ["$ has 0 elements, and has to have at least \(bound)"])
    #expect(
      try violations("[]", #"{"maxItems": -\#(bound)}"#)
        == ["$ has 0 elements, and may have -\(bound)"])
  }

  @Test func `an example of a schema that holds itself is small`() throws {
    let members = (0..<24).map { #""p\#($0)": \#(Self.reference("A"))"# }.joined(separator: ",")
    let root = Self.schemas([
      #""A": {"type": "object", "properties": {\#(members)}}"#,
      #""B": {"allOf": [{"oneOf": [\#(Self.reference("B"))]}]}"#,
      #""C": {"example": "\#(String(repeating: "x", count: 20_000))"}"#,
    ])
    let examples = SchemaExample(root: try JSONReader.read(text: root, named: "test"))
    func example(_ name: String) throws -> JSONValue {
      examples.example(of: try JSONReader.read(text: Self.reference(name), named: "test"))
    }
    #expect(try JSONWriter.text(example("A"), pretty: false).utf8.count < 100_000)
    #expect(try example("B") == .null)
    #expect(try example("C") == .null)
  }
}
