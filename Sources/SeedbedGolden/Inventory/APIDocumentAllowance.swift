import SeedbedFormats

/// How much the operations of a document may hold in all: what many of them refer to is written once, and each
/// holds it.
struct APIDocumentAllowance {
  /// Parameters, answers and media types.
  private var parts = 500_000
  /// The text of examples; a draft with more is not read again.
  private var bytes = YAMLLimits.standard.bytes

  /// Takes what an operation holds away; false when more is not left.
  ///
  /// `written`: the operation as the document has it.
  mutating func take(
    _ operation: APIDocument.Operation, written: JSONValue, root: JSONValue
  ) -> Bool {
    let request = written["requestBody"].map { APIDocument.resolved($0, in: root) }
    let contents = [request] + operation.responses.map(\.value)
    parts -= operation.parameters.count + operation.responses.count
    parts -= contents.reduce(0) { $0 + ($1?["content"]?.object?.count ?? 0) }
    let examples = operation.parameters.map(\.example) + [operation.body?.example ?? .null]
    for example in examples where bytes >= 0 { example.takeBytes(from: &bytes) }
    return parts >= 0 && bytes >= 0
  }
}

extension JSONValue {
  /// Takes away about as many bytes as the text of the value has, until there are none left.
  func takeBytes(from left: inout Int) {
    left -= 2
    switch self {
    case .null, .bool: break
    case .number(let number): left -= number.text.utf8.count
    case .string(let text): left -= text.utf8.count
    case .array(let elements):
      for element in elements where left >= 0 { element.takeBytes(from: &left) }
    case .object(let object):
      for member in object.members where left >= 0 {
        left -= member.name.utf8.count
        member.value.takeBytes(from: &left)
      }
    }
  }
}
