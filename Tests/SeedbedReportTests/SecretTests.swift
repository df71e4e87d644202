import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedTestSupport
import Testing

@testable import SeedbedGolden
@testable import SeedbedReport

/// A service that answers with all it is sent: no report holds a secret, in whatever form it comes back.
struct SecretTests {
  private static let odd = Array("\"\\+/=&%?#<>'`$ |;:@!é€😀{}[],.~*()-_aZ09")

  /// Random text of 6 to 24 characters that goes into a header where it has to.
  private static func secret(_ state: inout UInt64, inHeader: Bool) -> String {
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let characters = inHeader ? odd.filter(\.isASCII) : odd
    let text = (0..<6 + next(18)).map { _ in characters[next(characters.count)] }
    return "s\(String(text))e"
  }

  /// The forms in which a text must not be found.
  private static func forms(of secret: String) -> [String] {
    let json = String(JSONWriter.text(.string(secret), pretty: false).dropFirst().dropLast())
    let escaped = secret.percentEscaped
    let html = secret.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    return [
      secret, json, json.replacing("/", with: "\\/"), escaped, escaped.lowercased(),
      escaped.replacing("%20", with: "+"), html, secret.replacing("'", with: "'\\''"),
      Data(secret.utf8).base64EncodedString(), Data("ada:\(secret)".utf8).base64EncodedString(),
    ]
  }

  private static let names = [
    "HEAD", "QUERY", "COOKIE", "JSON", "FORM", "PATH", "BEARER", "KEY", "PASSWORD", "LOGIN",
  ]

  private static func document(_ address: String) -> String {
    """
    service: {base_url: "\(address)", ready: {path: /ready}}
    auth:
      bearer: {bearer: !env BEARER, deny: [200]}
      key: {header: {name: X-Key, value: "${KEY}"}, deny: [200]}
      basic: {basic: {user: ada, password: "${PASSWORD}"}, deny: [200]}
      login: {login: {call: POST /login, json: {pw: "${LOGIN}"}}, deny: [200]}
    endpoints:
      - {call: GET /head, headers: {X-A: "a ${HEAD} b"}, expect: {body: a.json, headers: {X-Echo: x}}}
      - {call: GET /query, query: {q: "${QUERY}"}, expect: {body: a.json}}
      - {call: GET /cookie, cookies: {c: "${COOKIE}"}, expect: {body: a.json, headers: {Set-Cookie: x}}}
      - {call: POST /json, class: effect, json: {a: ["${JSON}", "x ${JSON} y"]}, expect: {body: a.json}}
      - {call: POST /form, class: effect, form: {a: "${FORM}"}, expect: {body: a.json}}
      - {call: "GET /path/{p}", path: {p: "${PATH}"}, expect: {body: a.json}}
      - {call: GET /bearer, as: bearer, expect: {body: a.json}}
      - {call: GET /key, as: key, expect: {body: a.json}}
      - {call: GET /basic, as: basic, expect: {body: a.json}}
      - {call: GET /login, as: login, expect: {body: a.json}}
      - {call: GET /text, query: {q: "${QUERY}"}, headers: {X-A: "${HEAD}"}, expect: {body: a.txt, type: text/plain}}
      - {call: GET /broken, query: {q: "${QUERY}"}, headers: {X-A: "${HEAD}"}, expect: {body: b.json}}
      - call: POST /literal
        class: effect
        headers: {X-Api-Key: literal-api-key, Authorization: Bearer literal-bearer}
        query: {access_token: literal-access-token}
        json: {user: {password: literal-password}}
        expect: {body: a.json}
    """
  }

  /// Answers with the request as a client of each kind would write it.
  private static func echo(_ head: String, _ body: [UInt8]) -> [UInt8] {
    let lines = head.split(separator: "\r\n").map(String.init)
    let target = lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? ""
    let echoed = lines.dropFirst().filter { $0.lowercased().hasPrefix("x-a:") }
      .map { "X-Echo: " + $0.dropFirst(5) }
    let text = String(decoding: body, as: UTF8.self)
    let headers = echoed + ["Set-Cookie: session=cookie-of-the-service; Path=/"]
    if target.hasPrefix("/text") {
      return EchoService.answer(
        Array("\(head)\n\(target.removingPercentEscapes)".utf8), type: "text/plain",
        headers: headers)
    }
    if target.hasPrefix("/broken") {
      return EchoService.answer(
        Array("{\"a\": \(head) \(target.removingPercentEscapes)".utf8), type: "application/json")
    }
    let decoded = lines.filter { $0.lowercased().hasPrefix("authorization: basic ") }
      .compactMap { Data(base64Encoded: String($0.dropFirst(21))) }
      .map { String(decoding: $0, as: UTF8.self) }
    let value: JSONValue = [
      "lines": .array(lines.map { .string($0) }), "target": .string(target),
      "plain": .string(target.removingPercentEscapes), "body": .string(text),
      "parsed": (try? JSONReader.read(text: text, named: "body")) ?? .null,
      "form": .string(text.removingPercentEscapes), "decoded": .array(decoded.map { .string($0) }),
      "long": .string(String(repeating: "x", count: 60) + text + target.removingPercentEscapes),
      "cookie": "cookie-of-the-service",
    ]
    return EchoService.answer(
      Array(JSONWriter.text(value, pretty: false).utf8), type: "application/json", headers: headers)
  }

  @Test(arguments: 0..<8)
  func `no report holds a secret that the service sends back`(number: Int) async throws {
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 11
    let inHeader: Set<String> = ["HEAD", "COOKIE", "BEARER", "KEY"]
    let secrets = Dictionary(
      uniqueKeysWithValues: Self.names.map {
        ($0, Self.secret(&state, inHeader: inHeader.contains($0)))
      })
    let service = try EchoService(Self.echo)
    defer { service.stop() }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "seedbed-secrets-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in [("a.json", #"{"a": 1}"#), ("b.json", "{}"), ("a.txt", "a\nb\n")] {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let document = try GoldenDocument.read(
      texts: [("golden.yaml", Self.document(service.address))], folder: folder.path())
    let outcome = try await Verification(
      document, environment: secrets, settings: .init(repeats: 2, allowsEffects: true)
    ).run()
    #expect(outcome.operations.allSatisfy { $0.status == 200 })
    var summary = RunSummary(
      database: "postgres://u@h/db?password=hunter2",
      startedAt: Timestamp(seconds: 0, nanoseconds: 0))
    summary.verification = outcome
    let narrow = TextReport(Paint(isColored: false), width: 60)
    let texts =
      ReportFormat.allCases.map { ($0.rawValue, $0.text(of: outcome)) }
      + [
        ("text", TextReport(Paint(isColored: false), width: nil).text(of: outcome)),
        ("narrow", narrow.text(of: outcome)),
        ("explained", narrow.explanation(of: outcome.operations, needs: outcome.curlNeeds)),
        ("html", try HTMLReport().html(of: summary)),
        ("json", JSONWriter.text(outcome.json, pretty: true)),
        ("history", RunHistory.line(of: outcome, at: Timestamp(seconds: 0, nanoseconds: 0))),
      ]
    let literals = [
      "literal-api-key", "literal-bearer", "literal-access-token", "literal-password",
      "cookie-of-the-service",
    ]
    for (name, text) in texts {
      for secret in secrets.values.sorted() + literals {
        for form in Self.forms(of: secret) where text.contains(form) {
          Issue.record("\(name) holds \(form), a form of \(secret)")
        }
      }
    }
  }

  @Test func `short secrets are hidden where they are sent, and texts stay`() async throws {
    let service = try EchoService { _, _ in
      EchoService.answer(Array(#"{"a": "pin"}"#.utf8), type: "application/json")
    }
    defer { service.stop() }
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          """
          service: {base_url: "\(service.address)", ready: {path: /ready}, public: [PAGE]}
          endpoints:
            - {call: GET /a, query: {pin: "12", page: "${PAGE}", code: "${CODE}", odd: "${ODD}"}, headers: {X-Api-Key: "${KEY}"}}
          """
        )
      ], folder: "golden")
    let outcome = try await Verification(
      document, environment: ["PAGE": "page-seven", "CODE": "4711", "ODD": "a b+c/d", "KEY": "abc"]
    ).run()
    let request = try #require(outcome.operations.first?.request)
    #expect(
      request.line == "GET /a?pin=[redacted]&page=page-seven&code=$CODE&odd=$ODD")
    #expect(
      request.curl
        == #"curl -H 'x-api-key: '"$KEY" '\#(service.address)/a?pin=[redacted]&page=page-seven&code='"$CODE"'&odd=[redacted]'"#
    )
  }

  @Test func `recording says which leaves hold a secret`() async throws {
    let service = try EchoService { head, _ in
      EchoService.answer(
        Array("{\"a\": {\"b\": \"x\"}, \"line\": \"\(head.split(separator: "\r\n")[0])\"}".utf8),
        type: "application/json")
    }
    defer { service.stop() }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "seedbed-secrets-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          """
          service: {base_url: "\(service.address)", ready: {path: /ready}}
          endpoints: [{call: GET /a, query: {q: "${MINE}"}, expect: {body: a.json}}]
          """
        )
      ], folder: folder.path())
    let outcome = try await Verification(document, environment: ["MINE": "my secret"]).record(
      isCI: false)
    #expect(outcome.items.map(\.secrets) == [["$.line"]])
    #expect(
      TextReport(Paint(isColored: false), width: nil).text(of: outcome).contains(
        "holds a secret that was sent: $.line"))
  }
}
