import SeedbedCore
import SeedbedFormats

/// One endpoint of a golden file that is about to be drafted.
struct DraftEndpoint: Sendable, Hashable {
  let call: Endpoint.Call
  var path: [Pair] = []
  var query: [Pair] = []
  var headers: [Pair] = []
  var body: Body?
  var redirects = 0
  var timeout: Int?
  var status = 200
  /// The media type of the answer; nil when it is not known.
  var type: String?
  /// Whether the request carries credentials, which are never written down.
  var hasCredentials = false
  /// What the source calls it; nil when it has no name.
  var name: String?
  /// JSONPaths by the names that later requests use.
  var captures: [Pair] = []
  /// Whether `{{name}}` in its texts is a variable, as in collections.
  var hasVariables = false
  /// The names of what answers of the whole collection bring.
  var captured: Set<String> = []

  /// A text of it, as a template says it.
  func text(_ text: String) -> DraftText {
    hasVariables ? DraftText(collection: text, captured: captured) : DraftText(text)
  }

  /// The variables its values name, in their order.
  var variables: [String] {
    let body: [String] =
      switch body {
      case .json(let value)?: value.texts
      case .form(let pairs)?: pairs.map(\.value)
      case .other?, nil: []
      }
    return ((path + query + headers).map(\.value) + body).flatMap { text($0).variables }
  }

  /// What is asked, by which twins are told: the call, its values and its body; in a collection, which
  /// somebody wrote, also whether it has credentials.
  func question(withCredentials: Bool) -> DraftEndpoint {
    var question = DraftEndpoint(call: call)
    (question.path, question.query, question.body) = (path, query, body)
    question.hasCredentials = withCredentials && hasCredentials
    return question
  }

  /// The names of secrets whose values stand in the draft, each once, in their order.
  var secretFields: [String] {
    var fields = query
    switch body {
    case .form(let pairs)?: fields += pairs
    case .json(let value)?:
      fields += value.namedTexts.map { Pair(name: $0.name, value: $0.text) }
    case .other?, nil: break
    }
    var seen: Set<String> = []
    return fields.filter { field in
      SecretName.isSecret(field: field.name) && !field.value.isEmpty
        && text(field.value).variables.isEmpty
    }.map(\.name).filter { seen.insert($0).inserted }
  }

  /// A name and a text, as the source has them.
  struct Pair: Sendable, Hashable {
    let name: String
    let value: String
  }

  enum Body: Sendable, Hashable {
    case json(JSONValue)
    case form([Pair])
    /// Text of another type, which has to go into a file.
    case other(type: String)
  }

  /// Takes the headers of a request that say something about this operation, and leaves out secrets and what
  /// HTTP has no place for.
  ///
  /// Of one name there is one header, whose values stand behind each other (RFC 9110, section 5.3).
  mutating func take(headers: [Pair]) {
    var kept = self.headers
    for header in headers {
      let name = header.name.lowercased()
      if SecretName.isSecret(header: name) {
        hasCredentials = true
      } else if !Self.usual.contains(name), !name.hasPrefix("sec-"), HeaderField.isName(name) {
        let value = String.UnicodeScalarView(
          header.value.unicodeScalars.filter { $0 >= " " && $0 != "\u{7F}" })
        kept.append(Pair(name: name, value: String(value)))
      }
    }
    self.headers = Self.grouped(kept).map { name, values in
      Pair(name: name, value: values.joined(separator: ", "))
    }
  }

  /// Takes the path of a request that was made: what stands between braces there is its own value, and what no
  /// address may hold is encoded.
  static func made(_ method: String, _ path: String) -> DraftEndpoint? {
    // Longer ones no server takes.
    guard path.utf8.count <= 8192 else { return nil }
    let encoded = path.unicodeScalars.map { scalar in
      ("!"..."~").contains(scalar) && !"\"<>\\^`|".unicodeScalars.contains(scalar)
        ? String(scalar) : String(scalar).percentEscaped
    }.joined()
    guard let call = Endpoint.Call("\(method) \(encoded)") else { return nil }
    var draft = DraftEndpoint(call: call)
    draft.path = PathTemplate.uniqueNames(in: call.path).map {
      Pair(name: $0, value: "{\($0)}")
    }
    return draft
  }

  /// Takes a body by its type: JSON and forms as what they are.
  mutating func take(body text: String, type: String?) {
    let type = type.map(MediaType.essence)
    let looksLikeJSON = text.first { !$0.isWhitespace }.map { "{[".contains($0) } ?? false
    if type.map(MediaType.isJSON) ?? looksLikeJSON,
      let value = try? JSONReader.read(text: text, named: "body", limits: .document)
    {
      body = .json(value)
    } else if type == nil || type == "application/x-www-form-urlencoded" {
      body = .form(Self.pairs(of: text))
    } else {
      body = .other(type: type ?? "")
    }
    headers.removeAll { $0.name == "content-type" }
  }

  /// A status of HTTP that a source names; nil when it is none.
  static func status(_ value: JSONValue) -> Int? {
    Int(value.plainText).flatMap { (100...599).contains($0) ? $0 : nil }
  }

  /// The names and values of a query or a form.
  static func pairs(of query: String) -> [Pair] {
    query.split(separator: "&").map { part in
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      func plain(_ text: Substring) -> String {
        text.replacing("+", with: " ").removingPercentEscapes
      }
      return Pair(name: plain(sides[0]), value: sides.count > 1 ? plain(sides[1]) : "")
    }
  }

  /// Headers that every client sends its own way.
  private static let usual: Set<String> = [
    "accept", "accept-encoding", "accept-language", "connection", "content-length", "host",
    "origin",
    "referer", "user-agent", "upgrade-insecure-requests", "cache-control", "pragma", "dnt", "te",
    "priority", "postman-token", "if-none-match", "if-modified-since",
  ]
}
