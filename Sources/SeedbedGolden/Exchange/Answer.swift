import SeedbedCore
import SeedbedFormats

/// What came back for one request.
struct Answer: Sendable, Hashable {
  let status: Int
  /// The media type without parameters; nil when the answer names none.
  let type: String?
  /// The headers that were asked for, in the order asked for; nil where there is none.
  var headers: [Endpoint.Expectation.Header] = []
  /// Where a redirect leads.
  var redirection: String?
  /// The cookies it sets, as `name=value`.
  var cookies: [String] = []
  var body: Body
  var duration: Duration

  enum Body: Sendable, Hashable {
    case empty
    /// JSON, and the bytes it came as.
    case json(JSONValue, [UInt8])
    /// A body that is not JSON, and why it is not when it should be.
    case text(String, problem: String?)
    /// A body that is not UTF-8, as it came.
    case bytes([UInt8])
    /// A body in a content encoding that is not read, such as `br`, as it came.
    case encoded([UInt8], String)
  }

  /// The body as one value: text is a JSON string, nothing is nil.
  var value: JSONValue? {
    switch body {
    case .empty: nil
    case .json(let value, _): value
    case .text(let text, _): .string(text)
    case .bytes(let bytes), .encoded(let bytes, _):
      .string("\(bytes.count) bytes, sha256 \(Checksum(of: bytes))")
    }
  }

  /// The body where it is JSON.
  var json: JSONValue? { if case .json(let value, _) = body { value } else { nil } }

  /// The bytes of a body that is not JSON.
  var bytes: [UInt8]? {
    switch body {
    case .text(let text, _): Array(text.utf8)
    case .bytes(let bytes), .encoded(let bytes, _): bytes
    case .empty: []
    case .json: nil
    }
  }

  /// The same answer, holding the body of `other` where the bodies are equal, so that it is kept once.
  func sharing(_ other: Answer?) -> Answer {
    guard let other, other.body == body else { return self }
    var shared = self
    shared.body = other.body
    return shared
  }

  /// Takes the bytes of a body apart; `isJSON` when JSON is expected, whatever the answer calls itself.
  ///
  /// `encoding`: how the answer says it is compressed; the usual ways are undone already.
  /// `values`: how many values JSON may hold.
  ///
  /// - Throws: `ExchangeFailure` for JSON that holds more.
  static func body(
    of bytes: [UInt8], type: String?, encoding: String? = nil, isJSON: Bool,
    values: Int = AnswerLimits.usual.values
  ) throws(ExchangeFailure) -> Body {
    if bytes.isEmpty { return .empty }
    let encodings = (encoding ?? "").lowercased().split { $0 == "," || $0 == " " }.map(String.init)
    if let other = encodings.first(where: { !["gzip", "deflate", "identity"].contains($0) }) {
      return .encoded(bytes, other)
    }
    guard isJSON || type.map(MediaType.isJSON) ?? false else {
      return String(validating: bytes, as: UTF8.self).map { .text($0, problem: nil) }
        ?? .bytes(bytes)
    }
    do throws(Diagnostic) {
      let limits = JSONLimits(values: values)
      return .json(try JSONReader.read(bytes: bytes, named: "answer", limits: limits), bytes)
    } catch {
      if error.code == .jsonTooManyValues {
        throw ExchangeFailure(
          message: "the answer holds more than \(values) values; 'max_values' allows more")
      }
      return .text(String(decoding: bytes, as: UTF8.self), problem: error.description)
    }
  }
}
