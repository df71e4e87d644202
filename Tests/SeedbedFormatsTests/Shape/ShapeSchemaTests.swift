import SeedbedFormats
import Testing

struct ShapeSchemaTests {
  @Test func `a record becomes an object without other keys`() {
    let shape = Shape.record(
      RecordShape(
        "seed", about: "Known records",
        [
          .init("set", .text, required: true, about: "The name"),
          .init("mode", .word(["replace", "insert"]), about: "What to do"),
        ]))
    #expect(
      shape.jsonSchema(title: "Seed") == [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Seed",
        "description": "Known records",
        "type": "object",
        "properties": [
          "set": ["description": "The name", "type": ["string", "number", "boolean"]],
          "mode": ["description": "What to do", "enum": ["replace", "insert"]],
        ],
        "additionalProperties": false,
        "required": ["set"],
      ])
  }

  static let schemas: [(Shape, JSONValue)] = [
    (.any, [:]),
    (.integer, ["type": "integer"]),
    (.number, ["type": "number"]),
    (.boolean, ["type": "boolean"]),
    (.timestamp, ["type": "string", "format": "date-time"]),
    (.list(of: .integer), ["type": "array", "items": ["type": "integer"]]),
    (.dictionary(of: .any), ["type": "object", "additionalProperties": [:]]),
    (
      .oneOrList(.boolean),
      ["anyOf": [["type": "boolean"], ["type": "array", "items": ["type": "boolean"]]]]
    ),
    (.choice([.integer, .boolean]), ["anyOf": [["type": "integer"], ["type": "boolean"]]]),
    (
      .tagged(["!now"], .integer),
      ["anyOf": [["type": "integer"], ["description": "tagged !now"]]]
    ),
  ]

  @Test(arguments: schemas)
  func `each shape has its schema`(shape: Shape, schema: JSONValue) {
    #expect(Shape.list(of: shape).jsonSchema(title: "T")["items"] == schema)
  }
}
