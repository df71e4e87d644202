import SeedbedFormats

/// What a document says an operation's answers look like.
struct ResponseSchema: Sendable {
  private let responses: [(status: String, value: JSONValue)]
  private let document: APIDocument

  init(_ operation: APIDocument.Operation, _ document: APIDocument) {
    responses = operation.responses
    self.document = document
  }

  /// Where an answer is not what the document says, a sentence each.
  ///
  /// A status the document does not describe is one of them, where it describes any.
  ///
  /// `body`: nil for one that is not JSON.
  func violations(status: Int, type: String?, body: JSONValue?) -> [String] {
    guard !responses.isEmpty else { return [] }
    guard let response = response(for: status) else {
      return ["status \(status) is not described"]
    }
    guard let body, let schema = schema(in: response, type: type) else { return [] }
    var check = SchemaCheck(root: document.root, allowsNullable: document.version != .openAPI31)
    check.check(body, schema, at: [])
    return check.violations
  }

  private func response(for status: Int) -> JSONValue? {
    let wanted = ["\(status)", "\(status / 100)XX", "\(status / 100)xx", "default"]
    return wanted.lazy.compactMap { name in
      responses.first { $0.status == name }?.value
    }.first
  }

  private func schema(in response: JSONValue, type: String?) -> JSONValue? {
    if let schema = response["schema"] { return schema }
    let contents = response["content"]?.object?.members ?? []
    let exact = contents.first { MediaType.essence(of: $0.name) == type }
    return (exact ?? contents.first { $0.name == "*/*" || $0.name == "application/*" })?
      .value["schema"]
  }
}
