import SeedbedCore
import SeedbedFormats
import Testing

@testable import SeedbedGolden

/// Documents and golden files joined by method and path; no service is needed.
struct InventoryTests {
  static let openAPI = """
    openapi: 3.0.3
    servers: [{url: "https://api.example.com/v1/"}]
    paths:
      /users:
        get: {responses: {"200": {description: all}}}
      /users/{id}:
        parameters:
          - {name: id, in: path, required: true, schema: {type: integer}}
        get: {responses: {"200": {description: one}}}
        delete: {responses: {"204": {description: gone}}}
      /users/me:
        get: {responses: {"200": {description: oneself}}}
    """

  private func endpoints(_ calls: String...) throws -> [Endpoint] {
    let list = calls.map { "  - {call: \"\($0)\"}" }.joined(separator: "\n")
    return try GoldenDocument.read(
      texts: [("golden.yaml", GoldenDocumentTests.service + "endpoints:\n" + list)],
      folder: "golden"
    ).endpoints
  }

  private func document(_ text: String = openAPI) throws -> APIDocument {
    try APIDocument(bytes: Array(text.utf8), named: "openapi.yaml")
  }

  private func exclusion(_ call: String, until day: String = "2027-01-31") throws -> Exclusion {
    try Exclusion(
      YAMLReader.read(
        text: "{call: \"\(call)\", reason: goes with the old client, until: \(day)}",
        named: "golden.yaml"))
  }

  @Test func `a document's operations have the server's path in front`() throws {
    #expect(
      try document().operations.map(\.call.description) == [
        "GET /v1/users", "GET /v1/users/{id}", "DELETE /v1/users/{id}", "GET /v1/users/me",
      ])
    #expect(try document().operations[2].location.description == "openapi.yaml:10:13")
  }

  @Test func `Swagger 2 is read from JSON with its base path`() throws {
    let swagger = try document(
      """
      {"swagger": "2.0", "basePath": "/api", "produces": ["application/json"],
       "paths": {"/a": {"get": {"responses": {"200": {}}}}}}
      """)
    #expect(swagger.version == .swagger2)
    #expect(swagger.operations.map(\.call.description) == ["GET /api/a"])
  }

  @Test func `a document of a version that is not read is an error`() {
    let problem = #expect(throws: Diagnostic.self) { try document("openapi: 4.0.0\npaths: {}") }
    #expect(
      problem?.message == "'openapi.yaml' is of version 4.0.0, and 2.0, 3.0 and 3.1 are read")
  }

  @Test func `a concrete path belongs to the template with most fixed parts`() throws {
    let asked = try endpoints("GET /v1/users/7", "GET /v1/users/me", "GET /v1/users?page=2")
    let inventory = try Inventory(asked, documents: [document()], exclusions: [])
    #expect(
      inventory.documented.map { $0?.call.description } == [
        "GET /v1/users/{id}", "GET /v1/users/me", "GET /v1/users",
      ])
    #expect(inventory.untested.map(\.call.description) == ["DELETE /v1/users/{id}"])
  }

  @Test func `what is in no document is undocumented, and nothing is without one`() throws {
    let asked = try endpoints("GET /v1/users", "GET /v1/secret")
    let inventory = try Inventory(asked, documents: [document()], exclusions: [])
    #expect(inventory.documentation(of: 1) == .undocumented)
    let none = try Inventory(asked, documents: [], exclusions: [])
    #expect(none.documentation(of: 1) == .noDocument)
  }

  @Test func `an exclusion takes a documented operation out of the numbers`() throws {
    let inventory = try Inventory(
      try endpoints("GET /v1/users"), documents: [document()],
      exclusions: [exclusion("DELETE /v1/users/{user}"), exclusion("GET /v1/users")])
    #expect(inventory.isExcluded == [true])
    #expect(
      inventory.untested.map(\.call.description) == ["GET /v1/users/{id}", "GET /v1/users/me"])
  }

  @Test func `an exclusion of nothing is an error`() throws {
    let problems = #expect(throws: Diagnostics.self) {
      try Inventory(
        try endpoints("GET /v1/users"), documents: [document()],
        exclusions: [exclusion("GET /gone")])
    }
    #expect(
      problems?.items.map(\.message) == ["GET /gone is excluded, and there is no such operation"])
  }

  @Test func `an exclusion whose last day has passed is an error`() throws {
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          GoldenDocumentTests.service
            + "inventory: {exclude: [{call: GET /a, reason: later, until: 2026-11-24}]}\n"
        )
      ], folder: "golden")
    let day = try #require(CalendarDate("2026-11-25"))
    let problems = #expect(throws: Diagnostics.self) { try document.inventory?.check(on: day) }
    #expect(
      problems?.items.map(\.message) == ["the exclusion of GET /a ended on 2026-11-24"])
  }

  @Test func `an exclusion needs a reason and a day`() {
    for item in ["{call: GET /a, until: 2027-01-31}", "{call: GET /a, reason: later}"] {
      #expect(throws: Diagnostics.self) {
        try GoldenDocument.read(
          texts: [
            (
              "golden.yaml",
              GoldenDocumentTests.service + "inventory: {exclude: [\(item)]}\n"
            )
          ], folder: "golden")
      }
    }
  }
}
