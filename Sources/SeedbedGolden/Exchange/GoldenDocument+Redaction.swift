package import SeedbedCore

extension GoldenDocument {
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
