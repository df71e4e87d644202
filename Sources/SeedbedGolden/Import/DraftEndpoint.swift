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

  /// What is asked, by which twins are told: the call, its values and its body; in a collection, which
  /// somebody wrote, also whether it has credentials.
  func question(withCredentials: Bool) -> DraftEndpoint {
    var question = DraftEndpoint(call: call)
    (question.path, question.query, question.body) = (path, query, body)
    question.hasCredentials = withCredentials && hasCredentials
    return question
  }

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

  /// Takes the headers of a request that say something about this operation, and leaves out secrets.
  mutating func take(headers: [Pair]) {
    for header in headers {
      let name = header.name.lowercased()
      if ["authorization", "cookie", "x-api-key", "proxy-authorization"].contains(name) {
        hasCredentials = true
      } else if !Self.usual.contains(name), !name.hasPrefix(":"), !name.hasPrefix("sec-") {
        self.headers.append(Pair(name: name, value: header.value))
      }
    }
  }

  /// Takes a body by its type: JSON and forms as what they are.
  mutating func take(body text: String, type: String?) {
    let type = type.map(MediaType.essence)
    let looksLikeJSON = text.first { !$0.isWhitespace }.map { "{[".contains($0) } ?? false
    if type.map(MediaType.isJSON) ?? looksLikeJSON,
      let value = try? JSONReader.read(text: text, named: "body")
    {
      body = .json(value)
    } else if type == nil || type == "application/x-www-form-urlencoded" {
      body = .form(Self.pairs(of: text))
    } else {
      body = .other(type: type ?? "")
    }
    headers.removeAll { $0.name == "content-type" }
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

/// An address in parts.
struct DraftAddress {
  /// `https://api.example.com`; empty when the address is only a path.
  let origin: String
  let path: String
  let query: [DraftEndpoint.Pair]

  init(_ text: String) {
    var rest = text.prefix { $0 != "#" }
    if let start = rest.firstRange(of: "://") {
      let end = rest[start.upperBound...].firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
      let host = rest[start.upperBound..<end].split(separator: "@").last ?? ""
      origin = "\(rest[..<start.lowerBound])://\(host)"
      rest = rest[end...]
    } else {
      origin = ""
    }
    let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = parts[0].isEmpty ? "/" : String(parts[0])
    query = parts.count > 1 ? DraftEndpoint.pairs(of: String(parts[1])) : []
  }
}
