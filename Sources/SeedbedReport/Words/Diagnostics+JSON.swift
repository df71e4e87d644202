package import SeedbedCore
package import SeedbedFormats

extension Diagnostics {
  package var json: JSONValue { ["version": 1, "diagnostics": .array(items.map(\.json))] }
}

extension Diagnostic {
  var json: JSONValue {
    [
      "code": .string(code.name), "message": .string(message), "help": .stringOrNull(help),
      "cause": .stringOrNull(cause), "file": .stringOrNull(location?.file),
      "line": location.map { .integer($0.line) } ?? .null,
      "column": location.map { .integer($0.column) } ?? .null,
    ]
  }
}
