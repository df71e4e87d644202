import SeedbedCore
import SeedbedFormats

/// Reads a draft as a golden file again: it has to say what was drafted, and nothing else.
struct DraftCheck {
  /// The address the draft asks; nil where other golden files say it.
  let address: String?
  let head: String

  /// Why the draft of these entries is not what it should be; nil when it is.
  func problem(in entries: [GoldenDraftWriter.Entry]) -> String? {
    let service = address == nil ? "service: {base_url: \"http://127.0.0.1\"}\n" : ""
    let text = service + head + entries.map(\.text).joined()
    do {
      let read = try GoldenDocument.read(texts: [("the draft", text)], folder: "golden")
      return difference(of: read, from: entries)
    } catch let problems as Diagnostics {
      return problems.items.first?.message ?? "it cannot be read"
    } catch {
      return (error as? Diagnostic)?.message ?? "it cannot be read"
    }
  }

  private func difference(
    of read: GoldenDocument, from entries: [GoldenDraftWriter.Entry]
  ) -> String? {
    let isService =
      address.map { read.service.baseURL?.source == "${SEEDBED_BASE_URL:-\($0)}" } ?? true
    guard isService, read.service.start == nil, read.service.port == nil, read.roles.isEmpty,
      read.proof == nil, read.inventory == nil
    else { return "it reads as another service" }
    guard read.endpoints.count == entries.count else { return "it reads as other calls" }
    return zip(read.endpoints, entries).first { !Self.isSame($0, $1) }
      .map { "\($0.0.title) reads otherwise" }
  }

  private static func isSame(_ read: Endpoint, _ entry: GoldenDraftWriter.Entry) -> Bool {
    let draft = entry.draft
    let request = read.request
    return read.call == draft.call && read.caseName == entry.caseName
      && read.kind == (draft.call.mayChangeData ? .effect : .data)
      && read.expectation.body == entry.body && read.expectation.status == draft.status
      && read.role == nil && read.after == nil && read.changes == nil && read.shared == nil
      && read.matchers.isEmpty && read.oracles.isEmpty && read.reads.isEmpty
      && request.redirects == draft.redirects
      && request.timeout == draft.timeout.map { .seconds($0) }
      && request.cookies.isEmpty && request.retry == nil && request.largest == nil
      && isSame(request.path, draft.path, draft) && isSame(request.query, draft.query, draft)
      && isSame(request.headers, draft.headers, draft) && isSameBody(request.body, draft)
      && read.captures.map(\.name) == draft.captures.map(\.name)
  }

  private static func isSame(
    _ read: [RequestDefinition.Field], _ pairs: [DraftEndpoint.Pair], _ draft: DraftEndpoint
  ) -> Bool {
    let drafted = DraftEndpoint.grouped(pairs).flatMap { name, values in
      values.map { (name, draft.text($0)) }
    }
    return read.count == drafted.count
      && zip(read, drafted).allSatisfy { field, pair in
        guard case .text(let template) = field.value else { return false }
        return field.name == pair.0 && template.parts == pair.1.parts
      }
  }

  private static func isSameBody(
    _ read: RequestDefinition.Body?, _ draft: DraftEndpoint
  ) -> Bool {
    switch (read, draft.body) {
    case (nil, nil), (nil, .other?): true
    case (.json(let template)?, .json(let value)?): isSame(template, value, draft)
    case (.form(let fields)?, .form(let pairs)?): isSame(fields, pairs, draft)
    case (nil, .form(let pairs)?): pairs.isEmpty
    case (nil, .json?), (.json?, _), (.form?, _), (.file?, _): false
    }
  }

  private static func isSame(
    _ read: JSONTemplate, _ value: JSONValue, _ draft: DraftEndpoint
  ) -> Bool {
    switch (read, value) {
    case (.text(let template), .string(let text)): template.parts == draft.text(text).parts
    case (.value(.string(let read)), .string(let text)):
      (read.isEmpty ? [] : [.text(read)]) == draft.text(text).parts
    case (.value(let read), _): read == value
    case (.array(let elements), .array(let values)):
      elements.count == values.count
        && zip(elements, values).allSatisfy { isSame($0, $1, draft) }
    case (.object(let members), .object(let object)):
      members.count == object.members.count
        && zip(members, object.sortedMembers).allSatisfy {
          $0.name == $1.name && isSame($0.value, $1.value, draft)
        }
    case (.text, _), (.array, _), (.object, _): false
    }
  }
}
