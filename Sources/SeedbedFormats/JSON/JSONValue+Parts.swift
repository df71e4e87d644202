extension JSONValue {
  package static func integer(_ number: Int) -> JSONValue { .number(JSONNumber(Int64(number))) }

  package static func strings(_ texts: [String]) -> JSONValue {
    .array(texts.map { .string($0) })
  }

  package static func stringOrNull(_ text: String?) -> JSONValue {
    text.map { .string($0) } ?? .null
  }
}
