package import SeedbedCore
import SeedbedFormats

extension GoldenDocument {
  /// The variables whose values requests and logins send: secrets, unless the service declares them public or
  /// its address holds them.
  var secretVariables: Set<String> {
    let sent = endpoints.flatMap(\.request.variables) + roles.flatMap(\.access.variables)
    let known = service.publicNames + (service.baseURL?.names ?? []) + ["PORT", "DATABASE_URL"]
    return Set(sent).subtracting(known)
  }

  /// The variables that requests may send: what a call captures is what its answer brought, or nothing.
  func sent(of variables: [String: String]) -> [String: String] {
    let captured = Set(endpoints.flatMap { $0.captures.map(\.name) })
    return variables.filter { !captured.contains($0.key) }
  }

  /// Hides the values of its secret variables, of those whose names say that they are secret, and what requests and
  /// roles have written where a secret is sent.
  package func redaction(in environment: [String: String]) -> Redaction {
    var redaction = Redaction(
      environment: environment.filter { !service.publicNames.contains($0.key) })
    for name in secretVariables.sorted() {
      if let value = environment[name] { redaction.add(value) }
    }
    let inputs = Inputs(
      trying: [], variables: sent(of: environment), hiding: secretVariables, store: nil)
    for endpoint in endpoints {
      for secret in inputs.secrets(of: endpoint.request) { redaction.add(secret) }
    }
    for role in roles {
      for secret in inputs.secrets(of: role.access) { redaction.add(secret) }
    }
    return redaction
  }
}

extension InputValue {
  /// The names of variables in it.
  var variables: [String] {
    switch self {
    case .text(let template): template.names
    case .environment(let name, _): [name]
    case .row: []
    }
  }
}

extension JSONTemplate {
  var variables: [String] {
    switch self {
    case .value: []
    case .text(let template): template.names
    case .array(let elements): elements.flatMap(\.variables)
    case .object(let members): members.flatMap(\.value.variables)
    }
  }
}

extension RequestDefinition {
  var variables: [String] {
    let json: [String] = if case .json(let template)? = body { template.variables } else { [] }
    return json + inputs.flatMap(\.variables)
  }
}

extension Role.Access {
  var variables: [String] {
    switch self {
    case .bearer, .header, .basic: inputs.flatMap(\.variables)
    case .login(let login): login.request.variables
    }
  }
}
