import SeedbedFormats

/// An exchange as it is kept: a line of JSON, and the body.
struct KeptExchange {
  private let exchange: Exchange

  /// The same exchange, with the time it took.
  func exchange(after duration: Duration) -> Exchange {
    exchange.map { $0.taking(duration) }
  }

  static func bytes(of exchange: Exchange) -> [UInt8] {
    var head: [(String, JSONValue)] = []
    var text = "".utf8
    var value: JSONValue?
    var body: [UInt8] = []
    switch exchange {
    case .failure(let failure):
      head = [
        ("failure", .string(failure.message)), ("unmeasured", .bool(failure.isUnmeasured)),
      ]
    case .success(let answer):
      head = [
        ("status", .string(String(answer.status))),
        ("type", answer.type.map { .string($0) } ?? .null),
        ("redirection", answer.redirection.map { .string($0) } ?? .null),
        ("cookies", .array(answer.cookies.map { .string($0) })),
        (
          "headers",
          .array(
            answer.headers.map { [.string($0.name), $0.value.map { .string($0) } ?? .null] })
        ),
      ]
      switch answer.body {
      case .empty: break
      case .json(let json):
        head.append(("body", "json"))
        value = json
      case .text(let written, let problem):
        head += [("body", "text"), ("problem", problem.map { .string($0) } ?? .null)]
        text = written.utf8
      case .bytes(let bytes):
        head.append(("body", "bytes"))
        body = bytes
      case .encoded(let bytes, let encoding):
        head += [("body", "encoded"), ("encoding", .string(encoding))]
        body = bytes
      }
    }
    var bytes: [UInt8] = []
    JSONWriter.append(.object(JSONObject(head)), to: &bytes, pretty: false)
    bytes.append(lineFeed)
    bytes += text
    bytes += body
    if let value { append(value, to: &bytes) }
    return bytes
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
      case "json": .json(try JSONReader.read(bytes: rest, named: "a kept answer"))
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

  /// Adds a value with its members in their order, which a writer of JSON for people sorts.
  private static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
    switch value {
    case .null, .bool, .number, .string: JSONWriter.append(value, to: &bytes, pretty: false)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (place, element) in elements.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        append(element, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      for (place, member) in object.members.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONWriter.append(string: member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        append(member.value, to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}
