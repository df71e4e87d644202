import Foundation
import SeedbedStore
import Testing

@testable import SeedbedGolden

/// Calls that may change data are made only where that is allowed.
@Suite(.enabled(if: TestService.isAvailable, "python3 is not installed"))
struct EffectPermissionTests {
  private static let endpoints = """
    endpoints:
      - {call: GET /api/total, expect: {body: total.json}}
      - {call: POST /api/items, class: effect, capture: {count: $.count}, expect: {status: 201}}
      - {call: "GET /api/total?n={n}", path: {n: "${count}"}}
      - {call: DELETE /api/items}
    """

  private func outcome(
    of service: TestService, store: (any Store)? = nil, allowsEffects: Bool = false
  ) async throws -> VerifyOutcome {
    try await Verification(
      try service.document(service.definition() + Self.endpoints),
      environment: ProcessInfo.processInfo.environment,
      data: store.map { .fixed($0) } ?? .none,
      settings: .init(repeats: 1, allowsEffects: allowsEffects)
    ).run()
  }

  @Test func `without the test mark they are not made, and what needs them is not either`()
    async throws
  {
    let service = try TestService()
    let path = "\(service.folder.path)/shop.sqlite"
    let store = try SQLiteStore(path: path)
    defer { try? store.close() }
    let operations = try await outcome(of: service, store: store).operations
    let why = "it may change data, and \(path) has no test mark"
    #expect(
      operations.map(\.reasons).dropFirst() == [
        [.notCalled(why)],
        [.notCalled("it comes after POST /api/items, which is not called")],
        [.notCalled(why)],
      ])
    #expect(operations.map(\.wasTested) == [true, false, false, false])
    #expect(operations.map(\.isOperational).dropFirst() == [false, false, false])
    #expect(try service.folder.text(of: "data.json") == TestService.dataA)
  }

  @Test func `without a database to look at they are not made`() async throws {
    let operations = try await outcome(of: try TestService()).operations
    #expect(
      operations[1].reasons
        == [.notCalled("it may change data, and there is no database to look at")])
  }

  @Test func `they are made where a person allows it`() async throws {
    let operations = try await outcome(of: try TestService(), allowsEffects: true).operations
    #expect(operations[1].status == 201)
  }

  @Test func `a service of another machine is not asked to change anything`() async throws {
    let service = try TestService()
    let text =
      "service: {base_url: \"https://shop.example.com\"}\n" + "endpoints: [{call: POST /orders}]\n"
    let document = try service.document(text)
    let settings = try ServiceSettings(
      document.service, variables: [:], searchFolders: [], extraArguments: [], folder: "golden")
    let verification = Verification(
      document, environment: [:], data: .changeable(ChangeableData(nil) { _ in }))
    #expect(
      verification.refusalOfEffects(to: settings)
        == "the service at https://shop.example.com is not one that this command starts")
  }

  @Test func `a login that is no GET is not made either`() throws {
    let document = try TestService().document(
      """
      service: {base_url: "http://127.0.0.1:1"}
      auth: {ada: {login: {call: POST /login, json: {user: ada}, take: $.token}}}
      endpoints: [{call: GET /me, as: ada}, {call: GET /open}]
      """)
    let withheld = WithheldCalls(
      document.endpoints, ExchangeOrder(document.endpoints), roles: document.roles,
      refusal: "it is so")
    #expect(withheld[0] == "its login POST /login may change data, and it is so")
    #expect(withheld[1] == nil)
  }
}
