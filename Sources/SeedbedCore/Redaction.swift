/// Keeps secrets out of everything that is printed, by name and by value.
public struct Redaction: Sendable {
  /// What stands in a secret's place.
  public static let mark = "[redacted]"

  private var secrets: Set<String> = []

  public init(secrets: some Sequence<String> = []) {
    for secret in secrets { add(secret) }
  }

  /// The values of the environment variables whose names say that they are secret.
  public init(environment: [String: String]) {
    self.init(secrets: environment.filter { Self.isSecret(name: $0.key) }.values)
  }

  /// Adds a value to hide; values under 6 bytes would hide ordinary text and are left alone.
  public mutating func add(_ secret: String) {
    if secret.utf8.count >= 6 { secrets.insert(secret) }
  }

  /// Whether a name says that its value is a secret: password, token, secret, api key, mask key, credential.
  public static func isSecret(name: String) -> Bool {
    let name = name.lowercased().filter { $0 != "_" && $0 != "-" }
    return [
      "password", "passwd", "secret", "token", "apikey", "privatekey", "maskkey", "credential",
    ]
    .contains { name.contains($0) }
  }

  /// The text without known secrets, and without the password of any URL.
  public func callAsFunction(_ text: String) -> String {
    var text = text
    for secret in secrets.sorted(by: { ($0.count, $0) > ($1.count, $1) })
    where text.contains(secret) {
      text = text.replacing(secret, with: Self.mark)
    }
    return withoutPasswords(text)
  }

  private func withoutPasswords(_ text: String) -> String {
    guard text.contains("://") else { return text }
    // A password may hold an @, so the last one before the path ends it.
    let password = /(:\/\/[^:\/@\s]*:)(?:[^\/\s"'<>]+|[^@\/\s]+)@/
    return text.replacing(password) { "\($0.output.1)\(Self.mark)@" }
  }
}
