import SeedbedFormats

/// Drafts of every operation of a document, with the examples it gives.
enum OpenAPIImport {
  /// What cannot be drafted, a sentence each.
  static func remarks(on document: APIDocument) -> [String] {
    document.unread.map { "'\($0)' is left out: it is not a method and a path" }
  }

  static func drafts(of document: APIDocument) -> [DraftEndpoint] {
    document.operations.map { operation in
      var draft = DraftEndpoint(call: operation.call)
      let names = PathTemplate.uniqueNames(in: operation.call.path)
      let known = Set(names)
      var headers: [DraftEndpoint.Pair] = []
      for parameter in operation.parameters where parameter.isRequired {
        let pair = DraftEndpoint.Pair(name: parameter.name, value: parameter.example.plainText)
        switch parameter.place {
        case .path: if known.contains(pair.name) { draft.path.append(pair) }
        case .query: draft.query.append(pair)
        case .header: headers.append(pair)
        case .cookie: draft.hasCredentials = true
        }
      }
      draft.take(headers: headers)
      let given = Set(draft.path.map(\.name))
      draft.path += names.filter { !given.contains($0) }.map { .init(name: $0, value: "text") }
      if let body = operation.body { draft.body = Self.body(body.type, body.example) }
      draft.status = operation.successStatus
      draft.type = operation.successType
      draft.hasCredentials = draft.hasCredentials || operation.isSecured
      return draft
    }
  }

  private static func body(_ type: String, _ example: JSONValue) -> DraftEndpoint.Body {
    if MediaType.isJSON(type) { return .json(example) }
    guard type == "application/x-www-form-urlencoded", let object = example.object else {
      return .other(type: type)
    }
    return .form(object.members.map { .init(name: $0.name, value: $0.value.plainText) })
  }
}
