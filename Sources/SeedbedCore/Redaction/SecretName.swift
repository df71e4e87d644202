/// What a name says about its value.
package enum SecretName {
  /// Names of columns and fields: password, token, secret, api key, mask key, credential.
  static func isSecret(name: String) -> Bool {
    let name = name.lowercased().filter { $0 != "_" && $0 != "-" }
    return [
      "password", "passwd", "secret", "token", "apikey", "privatekey", "maskkey", "credential",
      "passfile", "passphrase",
    ]
    .contains { name.contains($0) }
  }

  /// Names of what a request carries: parameters, cookies, members of a body.
  package static func isSecret(field name: String) -> Bool {
    let words = words(of: name)
    return isSecret(name: name) || isCredential(words) || words.last == "session"
  }

  /// Names of headers.
  package static func isSecret(header name: String) -> Bool {
    ["authorization", "proxy-authorization", "cookie", "set-cookie"].contains(name.lowercased())
      || isSecret(field: name)
  }

  /// Names of environment variables.
  static func isSecret(variable name: String) -> Bool {
    // The shell's folder.
    if name == "PWD" { return false }
    let words = words(of: name)
    return isSecret(name: name) || isCredential(words)
      || words.last.map { ["key", "dsn", "salt"].contains($0) } ?? false
  }

  private static func isCredential(_ words: [String]) -> Bool {
    words.contains { ["jwt", "sid", "sessid", "sessionid", "csrf"].contains($0) }
      || words.last.map { ["auth", "pw", "pwd", "pass", "pin"].contains($0) } ?? false
      || words.suffix(2) == ["session", "id"]
  }

  private static func words(of name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
