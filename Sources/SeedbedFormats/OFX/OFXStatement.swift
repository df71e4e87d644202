import SeedbedCore

/// What is said once in a statement, and holds for its transactions.
struct OFXStatement {
  private static let names = [
    "ACCTID": "account", "BANKID": "bank", "BROKERID": "bank", "BRANCHID": "branch",
    "ACCTTYPE": "account_type",
  ]

  private(set) var currency: String?
  private var account: [(name: String, value: JSONValue)] = []
  private var isInAccount = false
  private var lastOpen: String?

  /// The members that every transaction has.
  var members: [(name: String, value: JSONValue)] { account }

  /// Takes notice of a token outside of transactions.
  mutating func take(_ token: OFXToken, _ encoding: TextEncoding) {
    switch token {
    case .open(let name):
      if name.hasSuffix("STMTRS") { self = OFXStatement() }
      if name.hasSuffix("ACCTFROM") {
        isInAccount = true
        account = []
      }
      lastOpen = name
    case .close(let name):
      if name.hasSuffix("ACCTFROM") { isInAccount = false }
      lastOpen = nil
    case .text(let bytes, let isVerbatim):
      guard let name = lastOpen else { return }
      let text = OFXText.value(of: encoding.utf8(of: bytes), isVerbatim: isVerbatim)
      guard !text.isEmpty else { return }
      if name == "CURDEF" { currency = text }
      if isInAccount, let known = Self.names[name] { account.append((known, .string(text))) }
      lastOpen = nil
    case .longText: lastOpen = nil
    }
  }
}
