import Synchronization

/// Keeps secrets out of everything that is printed: by their values, in every encoding, and out of addresses.
package struct Redaction: Sendable {
  /// What stands in a secret's place.
  package static let mark = "[redacted]"
  /// How often a text may have been written into another: as JSON, in a word of a shell, on a page of HTML.
  private static let deepest = 3
  /// Shorter values, in bytes, would hide ordinary text.
  private static let shortest = 6

  /// Folded, as the texts are that they are looked for in.
  private var secrets: Set<[UInt8]> = []
  private var search = Search()

  /// Made from the secrets when it is first needed.
  private final class Search: Sendable {
    private let made = Mutex<SecretSearch?>(nil)

    func made(of secrets: Set<[UInt8]>) -> SecretSearch {
      made.withLock { made in
        let search = made ?? SecretSearch(secrets)
        made = search
        return search
      }
    }
  }

  package init(secrets: some Sequence<String> = []) {
    for secret in secrets { add(secret) }
  }

  /// The values of the environment variables whose names say that they are secret, and what addresses in any of them
  /// hold.
  package init(environment: [String: String]) {
    self.init(secrets: environment.filter { SecretName.isSecret(variable: $0.key) }.values)
    for value in environment.values { add(secretsOfAddress: value) }
  }

  /// Adds a value to hide; values under 6 bytes would hide ordinary text and are left alone.
  package mutating func add(_ secret: String) {
    let whole = secret.drop { $0.isWhitespace }
    let text = String(whole.reversed().drop { $0.isWhitespace }.reversed())
    // A media type is shown in lower case, and without blanks.
    for form in [text, text.lowercased(), text.filter { $0 != " " && $0 != "\t" }] {
      let folded = TextReading(form).folded.bytes
      if folded.count >= Self.shortest, secrets.insert(folded).inserted { search = Search() }
    }
  }

  /// Adds the passwords in the address of a database; any other text adds nothing.
  ///
  /// One that is also the name of the user, the host or the database would hide ordinary text and is left alone.
  package mutating func add(secretsOfAddress text: String) {
    let shown = AddressSecrets.hidden(inAddress: text)
    if shown == text { return }
    let rest = shown.lowercased()
    for secret in AddressSecrets.found(inAddress: text) where !rest.contains(secret.lowercased()) {
      add(secret)
    }
    // Where lines do not show which part of it a short password is, the whole address is hidden.
    if AddressSecrets.hidden(in: text) != shown { add(text) }
  }

  /// Whether a name says that its value is a secret: password, token, secret, api key, mask key, credential.
  package static func isSecret(name: String) -> Bool { SecretName.isSecret(name: name) }

  /// The text without known secrets, and without the passwords of addresses; O(n).
  package func callAsFunction(_ text: String) -> String {
    AddressSecrets.hidden(in: withoutValues(text))
  }

  /// An address without its passwords, whatever stands in these.
  package func address(_ text: String) -> String {
    self(AddressSecrets.hidden(inAddress: text))
  }

  /// The passwords and secret parameters of an address, as they stand there and without codes.
  package static func secrets(inAddress text: String) -> [String] {
    AddressSecrets.found(inAddress: text)
  }

  /// Whether a text is settings as libpq has them: `host=db password='a b'`.
  package static func isSettings(_ text: String) -> Bool { AddressSecrets.isSettings(text) }

  private func withoutValues(_ text: String) -> String {
    if secrets.isEmpty { return text }
    let hidden = ranges(in: text)
    return hidden.isEmpty ? text : text.replacing(hidden, with: Self.mark)
  }

  /// Where secrets stand: in the text as it is, and as it reads after each way of undoing escapes, one after another.
  private func ranges(in text: String) -> [Range<Int>] {
    let search = search.made(of: secrets)
    var ranges: [Range<Int>] = []
    func look(in reading: TextReading, left: Int) {
      let folded = reading.folded
      ranges += search.ranges(in: folded.bytes).map { folded.source(of: $0) }
      if left == 0 { return }
      for encoding in TextEncoding.allCases {
        if let decoded = reading.decoded(from: encoding) { look(in: decoded, left: left - 1) }
      }
    }
    look(in: TextReading(text), left: Self.deepest)
    return ranges.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }
}

extension Redaction: Hashable {
  package static func == (left: Redaction, right: Redaction) -> Bool {
    left.secrets == right.secrets
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(secrets) }
}

extension String {
  /// The text with other words in the place of ranges of its UTF-8, which are sorted; those that overlap are one.
  func replacing(_ ranges: [Range<Int>], with word: String) -> String {
    let bytes = Array(utf8)
    var result: [UInt8] = []
    var kept = 0
    var place = 0
    while place < ranges.count {
      let start = ranges[place].lowerBound
      var end = ranges[place].upperBound
      place += 1
      while place < ranges.count, ranges[place].lowerBound < end {
        end = max(end, ranges[place].upperBound)
        place += 1
      }
      result += bytes[kept..<start] + Array(word.utf8)
      kept = end
    }
    return String(decoding: result + bytes[kept...], as: UTF8.self)
  }
}
