/// What kind of thing says who somebody is.
package enum PersonalKind: String, Sendable, CaseIterable {
  case email
  case ip
  case phone
  case card
  /// A JSON Web Token or another token that lets its bearer in.
  case token

  /// What messages call several of them.
  package var plural: String {
    switch self {
    case .email: "e-mail addresses"
    case .ip: "IP addresses"
    case .phone: "phone numbers"
    case .card: "card numbers"
    case .token: "tokens"
    }
  }

  /// The mask to suggest.
  package var mask: String {
    switch self {
    case .email, .ip, .phone: rawValue
    case .card, .token: "redact"
    }
  }

  /// What the values of a field are by its name: `customerEmail`, `c-ip`, `Phone Number`; nil for most.
  package init?(fieldName name: String) {
    let words = Self.words(of: name)
    for (endings, kind) in Self.endings {
      for ending in endings where words.suffix(ending.count).elementsEqual(ending) {
        self = kind
        return
      }
    }
    return nil
  }

  private static let endings: [([[String]], PersonalKind)] = [
    (
      [
        ["email"], ["emails"], ["mail"], ["email", "address"], ["mail", "address"],
        ["emailaddress"],
      ],
      .email
    ),
    (
      [
        ["ip"], ["ips"], ["ipv4"], ["ipv6"], ["ip", "address"], ["ip", "addr"], ["ipaddress"],
        ["remote", "addr"], ["client", "addr"], ["remote", "address"], ["forwarded", "for"],
      ], .ip
    ),
    (
      [
        ["phone"], ["phones"], ["telephone"], ["msisdn"], ["phone", "number"], ["phonenumber"],
        ["mobile", "number"], ["telephone", "number"], ["fax"],
      ], .phone
    ),
    (
      [
        ["card", "number"], ["cardnumber"], ["creditcard"], ["credit", "card"], ["cc", "number"],
        ["iban"],
      ], .card
    ),
    (
      [
        ["jwt"], ["access", "token"], ["refresh", "token"], ["id", "token"], ["auth", "token"],
        ["bearer"], ["authorization"], ["session", "token"],
      ], .token
    ),
  ]

  /// The words of a name in small letters, parted by what is no letter or digit and by capitals.
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasSmall = false
    for character in name.split(separator: ".").last ?? "" {
      guard character.isLetter || character.isNumber else {
        if !word.isEmpty { words.append(word) }
        (word, wasSmall) = ("", false)
        continue
      }
      if character.isUppercase, wasSmall {
        words.append(word)
        word = ""
      }
      word += character.lowercased()
      wasSmall = character.isLowercase || character.isNumber
    }
    if !word.isEmpty { words.append(word) }
    return words.count >= 2 && words[0] == "e" && words[1] == "mail"
      ? ["email"] + words.dropFirst(2) : words
  }
}
