/// Keeps secrets out of everything that is printed: by their values, in every encoding, and out of addresses.
public struct Redaction: Sendable, Hashable {
  /// What stands in a secret's place.
  public static let mark = "[redacted]"

  /// The longest first, so that a secret inside another is hidden with it.
  private var secrets: [SecretPattern] = []
  /// By byte, whether one may begin with it.
  private var isFirst = [Bool](repeating: false, count: 256)

  public init(secrets: some Sequence<String> = []) {
    for secret in secrets { add(secret) }
  }

  /// The values of the environment variables whose names say that they are secret.
  public init(environment: [String: String]) {
    self.init(
      secrets: environment.filter { SecretName.isSecret(variable: $0.key) }.values.sorted())
  }

  /// Adds a value to hide; values under 6 bytes would hide ordinary text and are left alone.
  public mutating func add(_ secret: String) {
    guard secret.utf8.count >= 6 else { return }
    let pattern = SecretPattern(secret)
    guard !secrets.contains(pattern) else { return }
    let place = secrets.firstIndex { $0.length < pattern.length } ?? secrets.endIndex
    secrets.insert(pattern, at: place)
    for byte in pattern.firstBytes + SecretPattern.cut.prefix(1) { isFirst[Int(byte)] = true }
  }

  /// Whether a name says that its value is a secret: password, token, secret, api key, mask key, credential.
  public static func isSecret(name: String) -> Bool { SecretName.isSecret(name: name) }

  /// The text without known secrets, and without the passwords of addresses.
  public func callAsFunction(_ text: String) -> String {
    AddressSecrets.hidden(in: withoutValues(text))
  }

  /// The passwords and secret parameters of an address, as they stand there and without codes.
  package static func secrets(inAddress text: String) -> [String] {
    let secrets = AddressSecrets.found(in: text)
    return (secrets + secrets.map(AddressSecrets.decoded)).filter { !$0.isEmpty }
  }

  private func withoutValues(_ text: String) -> String {
    if secrets.isEmpty { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var kept = 0
    var place = 0
    while place < bytes.count {
      guard isFirst[Int(bytes[place])], let found = secret(in: bytes, at: place) else {
        place += 1
        continue
      }
      result += bytes[kept..<found.lowerBound]
      result += Array(Self.mark.utf8)
      place = found.upperBound
      kept = place
    }
    if kept == 0 { return text }
    return String(decoding: result + bytes[kept...], as: UTF8.self)
  }

  /// The secret that stands at `place`, or of which a cut at `place` left the end.
  private func secret(in bytes: [UInt8], at place: Int) -> Range<Int>? {
    if let end = secrets.lazy.compactMap({ $0.end(in: bytes, from: place) }).first {
      return place..<end
    }
    guard bytes[place...].starts(with: SecretPattern.cut) else { return nil }
    let start = place + SecretPattern.cut.count
    return secrets.lazy.compactMap { $0.endOfRest(in: bytes, from: start) }.first.map { start..<$0 }
  }
}
