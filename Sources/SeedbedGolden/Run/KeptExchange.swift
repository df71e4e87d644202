import SeedbedFormats

/// An exchange as it is kept: a line of JSON, and the body.
struct KeptExchange {
  private let exchange: Exchange

  /// The same exchange, with the time it took.
  func exchange(after duration: Duration) -> Exchange {
    exchange.map { answer in
      var answer = answer
      answer.duration = duration
      return answer
    }
  }

  static func bytes(of exchange: Exchange) -> [UInt8] {
    var (head, body): ([(String, JSONValue)], [UInt8])
    switch exchange {
    case .failure(let failure):
      head = [
        ("failure", .string(failure.message)), ("unmeasured", .bool(failure.isUnmeasured)),
      ]
      body = []
    case .success(let answer):
      let kept = kept(answer.body)
      head = [
        ("status", .string(String(answer.status))), ("type", .stringOrNull(answer.type)),
        ("redirection", .stringOrNull(answer.redirection)),
        ("cookies", .strings(answer.cookies)),
        ("headers", .array(answer.headers.map { [.string($0.name), .stringOrNull($0.value)] })),
      ]
      head += kept.head
      body = kept.bytes
    }
    var bytes: [UInt8] = []
    JSONWriter.append(.object(JSONObject(head)), to: &bytes, pretty: false)
    bytes.append(lineFeed)
    return bytes + body
  }

  /// The bytes of a body, and what the line before them says of it.
  private static func kept(
    _ body: Answer.Body
  ) -> (head: [(String, JSONValue)], bytes: [UInt8]) {
    switch body {
    case .empty: ([], [])
    case .json(_, let bytes): ([("body", "json")], bytes)
    case .text(let text, let problem):
      ([("body", "text"), ("problem", .stringOrNull(problem))], Array(text.utf8))
    case .bytes(let bytes): ([("body", "bytes")], bytes)
    case .encoded(let bytes, let encoding):
      ([("body", "encoded"), ("encoding", .string(encoding))], bytes)
    }
  }

  init(_ bytes: [UInt8]) throws {
    let end = bytes.firstIndex(of: Self.lineFeed) ?? bytes.endIndex
    let head = try JSONReader.read(bytes: Array(bytes[..<end]), named: "a kept answer")
    if let failure = head["failure"]?.string {
      exchange = .failure(
        ExchangeFailure(message: failure, isUnmeasured: head["unmeasured"] == .bool(true)))
      return
    }
    let rest = Array(bytes[end...].dropFirst())
    let body: Answer.Body =
      switch head["body"]?.string {
      case "json": .json(try JSONReader.read(bytes: rest, named: "a kept answer"), rest)
      case "text": .text(String(decoding: rest, as: UTF8.self), problem: head["problem"]?.string)
      case "bytes": .bytes(rest)
      case "encoded": .encoded(rest, head["encoding"]?.string ?? "")
      default: .empty
      }
    exchange = .success(
      Answer(
        status: head["status"]?.string.flatMap { Int($0) } ?? 0, type: head["type"]?.string,
        headers: (head["headers"]?.elements ?? []).map {
          .init(name: $0.elements?.first?.string ?? "", value: $0.elements?.last?.string)
        },
        redirection: head["redirection"]?.string,
        cookies: (head["cookies"]?.elements ?? []).compactMap(\.string), body: body,
        duration: .zero))
  }

  private static let lineFeed = UInt8(ascii: "\n")
}
