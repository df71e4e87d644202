import SeedbedCore
import SeedbedFormats
import Testing

@testable import SeedbedGolden

/// Drafts are text from text.
struct ImportTests {
  private func draft(
    _ text: String, _ format: GoldenDraft.Format, beside existing: GoldenDocument? = nil
  ) throws -> GoldenDraft {
    try GoldenDraft(
      of: Array(text.utf8), as: format, from: "source", name: "api", beside: existing)
  }

  @Test func `an OpenAPI document gives a call for each operation, with examples`() throws {
    let text = """
      openapi: 3.1.0
      servers: [{url: https://shop.example.com/api}]
      security: [{key: []}]
      paths:
        /orders/{id}:
          get:
            parameters:
              - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
              - {name: full, in: query, required: true, schema: {type: boolean}}
              - {name: page, in: query, schema: {type: integer}}
            responses: {"200": {content: {application/json: {}}}}
        /orders:
          post:
            security: []
            requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
            responses: {"201": {content: {application/json: {}}}}
      components:
        schemas:
          Order:
            type: object
            required: [total]
            properties: {total: {type: number, minimum: 0.5}, note: {type: string}}
      """
    #expect(
      try draft(text, .openapi).text == """
        # Drafted from source.
        # It names https://shop.example.com, which is left alone: a draft asks this machine.
        service: {base_url: "${SEEDBED_BASE_URL:-http://127.0.0.1:8080}"}
        endpoints:
          - call: GET /api/orders/{id}
            # as: ROLE    it needs credentials: describe a role under auth
            path: {id: "00000000-0000-4000-8000-000000000000"}
            query: {full: "true"}
            expect: {status: 200, body: api/get-api-orders-id.json}
          - call: POST /api/orders
            class: effect
            json: {"total": 0.5}
            expect: {status: 201, body: api/post-api-orders.json}

        """)
  }

  @Test func `curl commands lose their secrets and keep the rest`() throws {
    let text = """
      curl 'https://shop.example.com/orders?tag=a&tag=b%20c' -H 'Authorization: Bearer s3cret' \\
        -H 'X-Trace: on' --compressed
      curl -sSL -XPOST https://shop.example.com/login -d user=ada -u ada:s3cret
      """
    let drafted = try draft(text, .curl)
    #expect(
      drafted.text == """
        # Drafted from source.
        # It names https://shop.example.com, which is left alone: a draft asks this machine.
        service: {base_url: "${SEEDBED_BASE_URL:-http://127.0.0.1:8080}"}
        endpoints:
          - call: GET /orders
            # as: ROLE    it needs credentials: describe a role under auth
            query: {tag: [a, "b c"]}
            headers: {x-trace: "on"}
            expect: {status: 200, body: api/get-orders.json}
          - call: POST /login
            class: effect
            # as: ROLE    it needs credentials: describe a role under auth
            form: {user: ada}
            redirects: 10
            expect: {status: 200, body: api/post-login.json}

        """)
    #expect(!drafted.text.contains("s3cret"))
  }

  @Test func `an archive gives each request once, and no pictures`() throws {
    let text = """
      {"log": {"entries": [
        {"request": {"method": "GET", "url": "http://localhost:1/a?x=1", "headers":
          [{"name": "Cookie", "value": "session=s3cret"}]},
         "response": {"status": 200, "content": {"mimeType": "text/html; charset=utf-8"}}},
        {"request": {"method": "GET", "url": "http://localhost:1/a?x=1", "headers": []},
         "response": {"status": 200, "content": {"mimeType": "text/html"}}},
        {"request": {"method": "GET", "url": "http://localhost:1/logo.png", "headers": []},
         "response": {"status": 200, "content": {"mimeType": "image/png"}}},
        {"request": {"method": "POST", "url": "http://localhost:1/b", "headers": [],
          "postData": {"mimeType": "application/json", "text": "{\\"n\\":[1,2]}"}},
         "response": {"status": 201, "content": {"mimeType": "application/json"}}}
      ]}}
      """
    #expect(
      try draft(text, .har).text == """
        # Drafted from source.
        service: {base_url: "${SEEDBED_BASE_URL:-http://localhost:1}"}
        endpoints:
          - call: GET /a
            # as: ROLE    it needs credentials: describe a role under auth
            query: {x: 1}
            expect: {status: 200, body: api/get-a.html}
          - call: POST /b
            class: effect
            json: {"n": [1, 2]}
            expect: {status: 201, body: api/post-b.json}

        """)
  }

  @Test func `a Postman collection keeps its variables`() throws {
    let text = """
      {"info": {}, "auth": {"type": "bearer"}, "item": [{"name": "users", "item": [
        {"request": {"method": "GET", "auth": {"type": "noauth"},
          "url": {"raw": "{{baseUrl}}/users/:id?full={{full}}",
                  "variable": [{"key": "id", "value": "7"}]}}},
        {"request": {"method": "PUT", "url": "{{baseUrl}}/users/{{user}}",
          "body": {"mode": "raw", "raw": "{\\"a\\": true}", "options": {"raw": {"language": "json"}}}}}
      ]}]}
      """
    #expect(
      try draft(text, .postman).text == """
        # Drafted from source.
        service: {base_url: "${SEEDBED_BASE_URL:-http://127.0.0.1:8080}"}
        endpoints:
          - call: GET /users/{id}
            path: {id: 7}
            query: {full: "${POSTMAN_full}"}
            expect: {status: 200, body: api/get-users-id.json}
          - call: PUT /users/{user}
            class: effect
            # as: ROLE    it needs credentials: describe a role under auth
            path: {user: "${POSTMAN_user}"}
            json: {"a": true}
            expect: {status: 200, body: api/put-users-user.json}

        """)
  }

  @Test func `what a request that is left out would bring is not looked up in the environment`()
    throws
  {
    let text = #"""
      {"item": [
        {"request": {"method": "GET", "url": "/a"}},
        {"request": {"method": "GET", "url": "/a"}, "event": [{"listen": "test", "script": {"exec": [
          "pm.environment.set('AWS_SECRET_ACCESS_KEY', pm.response.json().k);"]}}]},
        {"request": {"method": "GET", "url": "/use?q={{AWS_SECRET_ACCESS_KEY}}"}}
      ]}
      """#
    let drafted = try draft(text, .postman).text
    #expect(drafted.contains("query: {q: \"${POSTMAN_AWS_SECRET_ACCESS_KEY}\"}"), "\(drafted)")
  }

  @Test func `what differs in its body, credentials or name is drafted, and the rest is listed`()
    throws
  {
    let text = #"""
      {"variable": [{"key": "base", "value": "http://127.0.0.1:8123/api"}], "item": [
        {"name": "Register", "request": {"method": "POST", "url": "{{base}}/users",
          "header": [{"key": "Content-Type", "value": "application/json"}],
          "body": {"mode": "raw", "raw": "{\"mail\": \"{{MAIL}}\", \"n\": {{N}}}"}},
         "event": [{"listen": "test", "script": {"exec": ["pm.response.to.have.status(201);",
           "pm.globals.set('id', pm.response.json().data.id);", "postman.setNextRequest(null)"]}}]},
        {"name": "Register another", "request": {"method": "POST", "url": "{{base}}/users",
          "header": [{"key": "Content-Type", "value": "application/json"}],
          "body": {"mode": "raw", "raw": "{\"mail\": \"x\"}"}}},
        {"name": "Profile", "request": {"method": "GET", "url": "{{base}}/p/celeb_{{NAME}}"}},
        {"name": "Profile as ada", "request": {"method": "GET", "url": "{{base}}/p/celeb_{{NAME}}",
          "header": [{"key": "Authorization", "value": "Token {{token}}"}]}},
        {"name": "Twin", "request": {"method": "GET", "url": "{{base}}/p/celeb_{{NAME}}"}},
        {"name": "Odd", "request": {"method": "PURGE", "url": "{{base}}/p"}}
      ]}
      """#
    let drafted = try draft(text, .postman)
    #expect(
      drafted.text == #"""
        # Drafted from source.
        service: {base_url: "${SEEDBED_BASE_URL:-http://127.0.0.1:8123}"}
        endpoints:
          - call: POST /api/users
            class: effect
            json: {"mail": "${POSTMAN_MAIL}", "n": "${POSTMAN_N}"}
            capture: {id: "$.data.id"}
            expect: {status: 201, body: api/post-api-users.json}
          - call: POST /api/users
            case: "Register another"
            class: effect
            json: {"mail": "x"}
            expect: {status: 200, body: api/post-api-users-2.json}
          - call: GET /api/p/{NAME}
            path: {NAME: "celeb_${POSTMAN_NAME}"}
            expect: {status: 200, body: api/get-api-p-name.json}
          - call: GET /api/p/{NAME}
            case: "Profile as ada"
            # as: ROLE    it needs credentials: describe a role under auth
            path: {NAME: "celeb_${POSTMAN_NAME}"}
            expect: {status: 200, body: api/get-api-p-name-2.json}

        """#)
    #expect(
      drafted.remarks == [
        "'Register': its test script is read in part; look at `postman.setNextRequest(null)`",
        "'Odd': 'PURGE /api/p' is not a method and a path",
        "1 request that asks what another asks",
        "these are variables to set in the environment: POSTMAN_MAIL, POSTMAN_N, POSTMAN_NAME",
      ])
  }

  @Test func `a document of others may use merge keys`() throws {
    let text = """
      openapi: 3.0.3
      paths:
        /a:
          get: {responses: &common {"500": {description: bad}}}
        /b:
          get:
            responses: {"201": {description: fine}, <<: [*common, {"404": {description: none}}]}
      """
    let document = try APIDocument(bytes: Array(text.utf8), named: "api.yaml")
    #expect(
      document.root["paths"]?["/b"]?["get"]?["responses"]?.object?.members.map(\.name)
        == ["201", "500", "404"])
  }

  @Test func `what is no document of an API is said to be none`() throws {
    let problem = #expect(throws: Diagnostic.self) {
      try APIDocument(bytes: Array("import sys: x: y\ndef f():\n".utf8), named: "app.py")
    }
    #expect(problem?.message == "'app.py' is no OpenAPI or Swagger document")
  }

  @Test func `every draft is a golden file, and asks nothing that is asked already`() throws {
    let text = "curl http://127.0.0.1:1/a\ncurl http://127.0.0.1:1/b"
    let existing = try GoldenDocument.read(
      texts: [("api.yaml", try draft(text, .curl).text)], folder: "golden")
    #expect(existing.endpoints.map(\.title) == ["GET /a", "GET /b"])
    let again = try draft(text + "\ncurl http://127.0.0.1:1/c", .curl, beside: existing)
    #expect(again.calls.map(\.description) == ["GET /c"])
    #expect(again.known == 2)
    #expect(!again.text.contains("service:"))
  }

  @Test func `a file that is there stays unless it is forced`() throws {
    let folder = try TestFolder()
    try folder.write("mine", to: "api.yaml")
    let drafted = try draft("curl http://127.0.0.1:1/a", .curl)
    let problem = #expect(throws: Diagnostic.self) {
      try drafted.write(to: "\(folder.path)/api.yaml", force: false)
    }
    #expect(problem?.code == .importExists)
    #expect(try folder.text(of: "api.yaml") == "mine")
    try drafted.write(to: "\(folder.path)/api.yaml", force: true)
    #expect(try folder.text(of: "api.yaml") == drafted.text)
  }
}
