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
