import SeedbedCore
import SeedbedFormats
import Testing

@testable import SeedbedGolden

/// Documents of strangers: whatever stands in them, a draft asks what they ask, and nothing else.
struct HostileImportTests {
  private static let odd = [
    "h\"}, start: {command: [sh, -c, id]}, x: \"", "\n  start: {command: [sh]}", "\r\nservice:\n",
    "${CI_DEPLOY_KEY}", "$${CI_DEPLOY_KEY}", "$", "${", "${A:-${B}}", "}", "{", "{id}", "a: b",
    " #x", "'", "\"",
    "\\", "\\u0000", "\0", "\t", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{FFFE}", "\u{202E}", "null",
    "no", "1e400", "-1", "",
    "?", "&", "*x", "!env CI_DEPLOY_KEY", "!where {a: b}", "../../etc/passwd", "../..", "%7B", "%",
    "a b", "é\u{301}",
    "\u{1F600}", "http://localhost@evil.example", "http://127.0.0.1.evil.example",
    "http://[::1]:80\"}\n",
    "http://2130706433", "http://127.0.0.1:99999", "\nauth: {a: {bearer: x}}\n", "---\n", "...\n",
    "# x\ncall: y",
    "{{CI_DEPLOY_KEY}", "{{a b}}", "GET /x", "application/json\n    start: x",
    String(repeating: "k", count: 1500),
  ]

  /// What the documents are made from; every text and name of them is changed in turn.
  private static let documents: [(GoldenDraft.Format, String)] = [
    (
      .openapi,
      #"""
      {"openapi": "3.0.0", "servers": [{"url": "http://127.0.0.1:80/v1"}], "security": [{"k": []}],
       "paths": {"/a/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "example": "7"}],
         "post": {"parameters": [{"name": "q", "in": "query", "required": true, "example": "x"},
           {"name": "X-H", "in": "header", "required": true, "example": "y"}],
          "requestBody": {"content": {"application/json": {"example": {"n": 1, "s": "t", "l": ["u", null]}}}},
          "responses": {"201": {"content": {"application/json": {}}}}},
         "put": {"requestBody": {"content": {"text/csv": {"example": "x"}}}, "responses": {"204": {}}}},
        "/b": {"get": {"responses": {"200": {"content": {"text/html": {}}}}}}}}
      """#
    ),
    (
      .openapi,
      #"""
      {"swagger": "2.0", "host": "localhost:80", "basePath": "/v1", "schemes": ["http"], "produces": ["text/plain"],
       "paths": {"/f": {"post": {"parameters": [{"name": "f", "in": "formData", "type": "string", "default": "v"},
         {"name": "g", "in": "formData", "type": "integer"}], "responses": {"200": {}}}},
        "/b": {"post": {"parameters": [{"name": "b", "in": "body", "schema": {"type": "object",
          "properties": {"p": {"type": "string", "example": "e"}}}}], "responses": {"200": {}}}}}}
      """#
    ),
    (
      .har,
      #"""
      {"log": {"entries": [
        {"request": {"method": "GET", "url": "http://127.0.0.1:80/a?x=1&y=2", "headers": [
          {"name": "X-A", "value": "b"}, {"name": "X-A", "value": "c"}, {"name": "X-B", "value": "d"}]},
         "response": {"status": 200, "content": {"mimeType": "text/html"}}},
        {"request": {"method": "POST", "url": "http://127.0.0.1:80/b", "headers": [],
          "postData": {"mimeType": "application/json", "text": "{\"n\": [1, \"t\"]}"}},
         "response": {"status": 201, "content": {"mimeType": "application/json"}}},
        {"request": {"method": "POST", "url": "http://127.0.0.1:80/c", "headers": [],
          "postData": {"mimeType": "application/x-www-form-urlencoded", "text": "a=1&a=2&b=3"}},
         "response": {"status": 201, "content": {"mimeType": "application/json"}}},
        {"request": {"method": "POST", "url": "http://127.0.0.1:80/c", "headers": [],
          "postData": {"mimeType": "text/csv", "text": "x"}}}]}}
      """#
    ),
    (
      .postman,
      #"""
      {"variable": [{"key": "base", "value": "http://127.0.0.1:8123/api"}], "item": [
        {"name": "One", "request": {"method": "POST", "url": {"raw": "{{base}}/u/:id/{{part}}?q=v",
          "variable": [{"key": "id", "value": "7"}]}, "header": [{"key": "X-A", "value": "v"}],
          "body": {"mode": "raw", "raw": "{\"mail\": \"w\", \"n\": 3}"}},
         "event": [{"listen": "test", "script": {"exec": ["pm.response.to.have.status(201);",
           "pm.globals.set('part', pm.response.json().data.id);", "other"]}}]},
        {"name": "Two", "request": {"method": "POST", "url": "{{base}}/u/1/2",
          "body": {"mode": "urlencoded", "urlencoded": [{"key": "a", "value": "b"}, {"key": "a", "value": "c"}]}}},
        {"name": "Two", "request": {"method": "POST", "url": "{{base}}/u/1/2", "body": {"mode": "file"}}}]}
      """#
    ),
  ]

  /// Every value with one text or name of it changed, by number.
  private struct Mutation {
    let place: Int
    let odd: String
    let adds: Bool
    var number = 0

    mutating func mutated(_ value: JSONValue) -> JSONValue {
      switch value {
      case .null, .bool, .number: value
      case .string(let text): .string(changed(text))
      case .array(let elements): .array(elements.map { mutated($0) })
      case .object(let object):
        .object(JSONObject(object.members.map { (changed($0.name), mutated($0.value)) }))
      }
    }

    private mutating func changed(_ text: String) -> String {
      defer { number += 1 }
      return number == place ? (adds ? text + odd : odd) : text
    }
  }

  private static func texts(of value: JSONValue) -> Int {
    switch value {
    case .null, .bool, .number: 0
    case .string: 1
    case .array(let elements): elements.reduce(0) { $0 + texts(of: $1) }
    case .object(let object): object.members.reduce(0) { $0 + 1 + texts(of: $1.value) }
    }
  }

  @Test(arguments: documents.indices)
  func `each text and name of a document may be anything`(number: Int) throws {
    let (format, text) = Self.documents[number]
    let value = try JSONReader.read(text: text, named: "document")
    var drafted = 0
    for (place, odd, adds) in Self.mutations(of: Self.texts(of: value)) {
      var mutation = Mutation(place: place, odd: odd, adds: adds)
      let bytes = JSONWriter.text(mutation.mutated(value), pretty: false).utf8
      if try isSound(Array(bytes), format, "\(odd.debugDescription) at \(place)") { drafted += 1 }
    }
    // What is left is no document of the kind any more.
    #expect(drafted * 2 > Self.mutations(of: Self.texts(of: value)).count)
  }

  @Test func `each part of a curl command may be anything`() throws {
    let parts = [
      "http://127.0.0.1:80/a?x=1", "X-A: b", "a=1&b=2", #"{"s": "t"}"#, "text/csv", "POST", "5",
    ]
    for (place, odd, adds) in Self.mutations(of: parts.count, oneOf: 3) {
      var parts = parts
      parts[place] = adds ? parts[place] + odd : odd
      let words = parts.map { "'\($0.replacing("'", with: "'\\''"))'" }
      let text = """
        curl \(words[0]) -H \(words[1]) -d \(words[2])
        curl \(words[0]) --json \(words[3]) -m \(words[6])
        curl -X\(words[5]) \(words[0]) -H 'Content-Type: '\(words[4]) -d \(words[2])
        """
      _ = try isSound(Array(text.utf8), .curl, "\(odd.debugDescription) at \(place)")
    }
  }

  /// Which text is changed to what, and whether that is added to it; of all there are one of `share`, in turns.
  private static func mutations(
    of count: Int, oneOf share: Int = 24
  ) -> [(place: Int, odd: String, adds: Bool)] {
    (0..<count).flatMap { place in
      odd.indices.filter { (place + $0) % share == 0 }.map { number in
        (place, odd[number], (place + number / share).isMultiple(of: 2))
      }
    }
  }

  /// Whether there is a draft; what it says is checked.
  private func isSound(
    _ bytes: [UInt8], _ format: GoldenDraft.Format, _ what: String
  ) throws -> Bool {
    let draft: GoldenDraft
    do {
      draft = try GoldenDraft(of: bytes, as: format, from: "a\nstart: b", name: "api", beside: nil)
    } catch let problem as Diagnostic {
      #expect(problem.code != .importUnsound, "\(what): \(problem)")
      return false
    } catch is Diagnostics {
      return false
    }
    if draft.calls.isEmpty { return false }
    let read = try GoldenDocument.read(texts: [("draft", draft.text)], folder: "golden")
    #expect(read.endpoints.map(\.call) == draft.calls, "\(what)")
    #expect(read.service.start == nil, "\(what)")
    #expect(read.roles.isEmpty && read.proof == nil && read.inventory == nil, "\(what)")
    let address = try read.service.baseURL?.text(with: [:]) ?? ""
    #expect(LocalPort.isLocal(origin: address), "\(what): \(address)")
    let names = read.secretVariables
    if format == .postman {
      #expect(!names.contains("CI_DEPLOY_KEY"), "\(what): \(names)")
    } else {
      #expect(names.isEmpty, "\(what): \(names)")
    }
    return true
  }

  @Test func `a call that no golden file can ask is left out and named`() throws {
    let text = #"""
      {"openapi": "3.0.0", "paths": {"/a b": {"get": {}}, "/c": {"get": {}},
       "/d": {"post": {"requestBody": {"content": {"application/json": {"example": DEEP}}}}}}}
      """#.replacing(
        "DEEP", with: String(repeating: "[", count: 200) + String(repeating: "]", count: 200))
    let draft = try GoldenDraft(
      of: Array(text.utf8), as: .openapi, from: "api.json", name: "api", beside: nil)
    #expect(draft.calls.map(\.description) == ["GET /c"])
    #expect(draft.remarks.count == 2)
    #expect(draft.remarks.first == "'GET /a b' is left out: it is not a method and a path")
    #expect(draft.remarks.last?.hasPrefix("'POST /d' is left out: ") == true)
  }

  @Test(arguments: [
    "http://127.0.0.1.evil.example", "http://localhost.evil.example",
    "http://localhost@evil.example",
    "http://2130706433", "http://0x7f000001", "http://127.1", "http://[::ffff:127.0.0.1]",
    "http://127.0.0.1:0",
    "http://127.0.0.1:65536", "http://LOCALHOST\u{200B}", "http://1２7.0.0.1", "ftp://localhost",
    "http://localhost\\@evil.example", "http://evil.example:80#@localhost",
  ])
  func `an address that only looks like this machine is left alone`(origin: String) {
    #expect(GoldenDraftWriter.address(for: origin) == "http://127.0.0.1:8080")
  }

  @Test func `what a collection names of the environment is said`() throws {
    let text = #"""
      {"item": [{"name": "a", "request": {"method": "GET", "url": "{{base}}/a?k={{AWS_SECRET}}&l=${HOME}"}}]}
      """#
    let draft = try GoldenDraft(
      of: Array(text.utf8), as: .postman, from: "c.json", name: "api", beside: nil)
    #expect(draft.text.contains(#"query: {k: "${POSTMAN_AWS_SECRET}", l: "$${HOME}"}"#))
    #expect(
      draft.remarks.last
        == "these are variables to set in the environment: POSTMAN_AWS_SECRET")
  }

  @Test func `what an answer brings is never looked up in the environment`() throws {
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          """
          service: {base_url: "http://127.0.0.1:1"}
          endpoints:
            - {call: POST /a, capture: {HOME: "$.id"}, expect: {status: 200}}
            - {call: GET /b, query: {id: "${HOME}", p: "${PATH}"}, expect: {status: 200}}
          """
        )
      ], folder: "golden")
    #expect(document.sent(of: ["HOME": "/root", "PATH": "/bin"]) == ["PATH": "/bin"])
  }

  @Test func `secrets that were recorded outside of headers are named`() throws {
    let text = """
      curl 'http://127.0.0.1:1/login?api_key=abc&page=2' -H 'X-Auth-Token: t' --json '{"user": {"password": "p"}}'
      """
    let draft = try GoldenDraft(
      of: Array(text.utf8), as: .curl, from: "c", name: "api", beside: nil)
    #expect(!draft.text.contains("x-auth-token"))
    #expect(
      draft.remarks == [
        "'POST /login': the draft holds a value of api_key, password; write ${NAME} where that is a secret"
      ])
  }

  @Test func `secrets among the examples of a document are named`() throws {
    let text = #"""
      {"openapi": "3.0.0", "info": {"title": "t", "version": "1"}, "paths": {"/reports": {"get": {
        "parameters": [{"name": "api_key", "in": "query", "required": true, "example": "sk-1",
          "schema": {"type": "string"}}],
        "responses": {"200": {"description": "ok"}}}}}}
      """#
    let draft = try GoldenDraft(
      of: Array(text.utf8), as: .openapi, from: "api.json", name: "api", beside: nil)
    #expect(draft.text.contains("sk-1"))
    #expect(
      draft.remarks.contains(
        "'GET /reports': the draft holds a value of api_key; write ${NAME} where that is a secret"))
  }

  @Test func `requests of a collection that wait for each other are left out`() throws {
    func item(_ name: String, _ uses: String, _ gives: String) -> String {
      """
      {"name": "\(name)", "request": {"method": "GET", "url": "{{b}}/\(name)?q={{\(uses)}}"}, "event": [
        {"script": {"exec": ["pm.globals.set('\(gives)', pm.response.json().id)"]}}]}
      """
    }
    let calm = #"{"request": {"method": "GET", "url": "{{b}}/c"}}"#
    let text = "{\"item\": [\(item("a", "x", "y")), \(item("b", "y", "x")), \(calm)]}"
    let draft = try GoldenDraft(
      of: Array(text.utf8), as: .postman, from: "c", name: "api", beside: nil)
    #expect(draft.calls.map(\.description) == ["GET /c"])
    #expect(
      draft.remarks.contains("'GET /b' is left out: GET /a waits for a call that waits for it"))
  }
}
