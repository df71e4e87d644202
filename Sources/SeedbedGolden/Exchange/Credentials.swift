import Foundation
package import SeedbedCore
import SeedbedFormats

/// The headers each role sends, in one state of the database and one life of the service.
struct Credentials: Sendable {
  private var headers: [String: [Request.Header]] = [:]
  /// The same with marks in the place of secrets.
  private var shown: [String: [Request.Header]] = [:]
  /// What must not be printed either: parts of what is sent.
  private(set) var parts: [String] = []
  /// What must not be printed, and the variable that stands for it.
  private(set) var secrets: [String: String]

  /// Takes what needs no request; a role for which a value is not there goes without.
  init(trying roles: [Role], _ inputs: Inputs) {
    secrets = inputs.secrets
    for role in roles {
      do {
        let own = try Credentials(for: [role], inputs)
        headers.merge(own.headers) { $1 }
        shown.merge(own.shown) { $1 }
        parts += own.parts
        secrets.merge(own.secrets) { $1 }
      } catch {
        failures[role.name] = Self.message(of: error)
      }
    }
  }

  private static func message(of error: any Error) -> String {
    (error as? Diagnostics)?.items.first?.message ?? (error as? Diagnostic)?.message
      ?? String(describing: error)
  }

  /// Takes what needs no request.
  ///
  /// - Throws: `Diagnostics` for every variable that is not there.
  init(for roles: [Role], _ inputs: Inputs) throws {
    var problems = Diagnostics()
    secrets = inputs.secrets
    for role in roles {
      switch role.access {
      case .bearer(let value):
        if let token = problems.collect({ try inputs.text(of: value) }) {
          add("authorization", "Bearer ", secret: token, of: role)
        }
      case .header(let name, let value):
        if let key = problems.collect({ try inputs.text(of: value) }) {
          add(name, "", secret: key, of: role)
        }
      case .basic(let user, let password):
        if let (user, password) = problems.collect({
          (try inputs.text(of: user), try inputs.text(of: password))
        }) {
          let code = Data("\(user):\(password)".utf8).base64EncodedString()
          add("authorization", "Basic ", secret: code, of: role)
          parts.append(password)
        }
      case .login: break
      }
    }
    try problems.throwIfAny()
  }

  /// Why roles have no credentials, by name.
  private(set) var failures: [String: String] = [:]

  /// As `logIn`, and a role whose login fails goes without.
  mutating func tryToLogIn(
    _ roles: [Role], _ client: ServiceClient, _ inputs: Inputs, folder: String
  ) async throws {
    for role in roles where failures[role.name] == nil {
      do {
        try await logIn([role], client, inputs, folder: folder)
      } catch let problem as Diagnostic {
        failures[role.name] = problem.cause.map { "\(problem.message) (\($0))" } ?? problem.message
      }
    }
  }

  /// Makes the login of every role that has one.
  ///
  /// - Throws: `Diagnostic` when one is not answered with a 2xx, or without a token.
  mutating func logIn(
    _ roles: [Role], _ client: ServiceClient, _ inputs: Inputs, folder: String
  ) async throws {
    for role in roles {
      guard case .login(let login) = role.access else { continue }
      let request = try Request(
        login.call, login.request, inputs: inputs, folder: folder, isJSON: login.take != nil)
      let answer = try await answered(request, client, login, of: role)
      if let take = login.take {
        guard let token = answer.value.flatMap({ take.nodes(in: $0).first?.value.plainText }) else {
          throw Diagnostic(
            .loginRefused, "the login of '\(role.name)' is answered without \(take)",
            at: login.location)
        }
        add("authorization", "Bearer ", secret: token, of: role)
      } else {
        guard !answer.cookies.isEmpty else {
          throw Diagnostic(
            .loginRefused, "the login of '\(role.name)' sets no cookie",
            help: "say where the token is: take: $.token", at: login.location)
        }
        let cookie = answer.cookies.joined(separator: "; ")
        add("cookie", "", secret: cookie, of: role)
        parts += answer.cookies.map { String($0.drop { $0 != "=" }.dropFirst()) }
      }
    }
  }

  /// `isShown`: whether marks stand in the place of secrets.
  ///
  /// - Throws: `ExchangeFailure` when the role of the endpoint has none.
  func headers(
    for endpoint: Endpoint, isShown: Bool = false
  ) throws(ExchangeFailure) -> [Request.Header] {
    guard let role = endpoint.role else { return [] }
    if let failure = failures[role] {
      throw ExchangeFailure(message: failure, isUnmeasured: true)
    }
    return (isShown ? shown : headers)[role] ?? []
  }

  private func answered(
    _ request: Request, _ client: ServiceClient, _ login: Role.Login, of role: Role
  ) async throws -> Answer {
    let result = await client.ask(request)
    switch result {
    case .success(let answer) where (200..<400).contains(answer.status): return answer
    case .success(let answer):
      throw Diagnostic(
        .loginRefused,
        "the login of '\(role.name)' is answered with status \(answer.status)",
        at: login.location)
    case .failure(let failure):
      throw Diagnostic(
        .loginRefused, "the login of '\(role.name)' is not answered", at: login.location,
        cause: failure.message)
    }
  }

  private mutating func add(_ name: String, _ scheme: String, secret: String, of role: Role) {
    headers[role.name, default: []].append(.init(name: name, value: scheme + secret))
    // A variable of the environment keeps its own name, since it is set already.
    let variable = secrets[secret] ?? Self.variable(for: role.name)
    secrets[secret] = variable
    shown[role.name, default: []].append(
      .init(name: name, value: scheme + SecretMark.of(variable)))
  }

  /// What stands for the credentials of a role in commands that people copy.
  static func variable(for role: String) -> String {
    let name = role.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    return "\(String(name))_TOKEN"
  }
}

extension Diagnostic.Code {
  /// A login that brings no credentials.
  package static let loginRefused = Self("golden.login", .runFailed)
}
