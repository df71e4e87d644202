import SeedbedFormats
import Testing

@testable import SeedbedGolden

struct SchemaCheckTests {
  private func violations(
    _ value: String, _ schema: String, root: String = "{}", nullable: Bool = true
  ) throws -> [String] {
    func json(_ text: String) throws -> JSONValue { try JSONReader.read(text: text, named: "test") }
    var check = SchemaCheck(root: try json(root), allowsNullable: nullable)
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
}
