import Foundation
import SeedbedCore
import SeedbedFormats

/// A row as one line of JSON, from which every value comes back exactly.
enum CopiedRow {
  static func text(of row: [Value]) -> String {
    JSONWriter.text(.array(row.map(json)), pretty: false)
  }

  static func values(of text: String) throws -> [Value] {
    try JSONReader.read(text: text, named: "a copied row").elements?.map(value) ?? []
  }

  private static func json(_ value: Value) -> JSONValue {
    switch value {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .int(let number): .number(JSONNumber(number))
    case .text(let text), .json(let text): .string(text)
    case .decimal(let number): .string(number.description)
    case .timestamp(let instant): .string(instant.description)
    case .float(let number): ["float": .string(String(number.bitPattern))]
    case .bytes(let bytes): ["bytes": .string(Data(bytes).base64EncodedString())]
    }
  }

  private static func value(_ json: JSONValue) -> Value {
    switch json {
    case .null, .array: .null
    case .bool(let flag): .bool(flag)
    case .number(let number): number.integer.map(Value.int) ?? .null
    case .string(let text): .text(text)
    case .object(let object):
      if let bits = object["float"]?.string.flatMap({ UInt64($0) }) {
        .float(Double(bitPattern: bits))
      } else {
        .bytes(Array(Data(base64Encoded: object["bytes"]?.string ?? "") ?? Data()))
      }
    }
  }
}
