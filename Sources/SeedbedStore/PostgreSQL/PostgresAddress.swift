import Foundation
import SeedbedCore

/// Where a server is, and how patient its client: a `postgres://` URL, completed by the `PG*` variables.
///
/// The URL is libpq's, TLS modes included (`?sslmode=verify-full`); `lock_timeout` and `statement_timeout`
/// are taken out of it, for transactions to set.
struct PostgresAddress: Sendable, Hashable {
  /// The URL as libpq takes it.
  let url: String
  private let authority: String
  private let query: String
  /// How long a transaction waits for another's lock, as the server reads it, such as `5s`.
  let lockTimeout: String
  /// The same for a statement outside a transaction; nil, where none is named, for the server's own limit.
  let lockTimeoutAlone: String?
  /// How long one statement may take; nil for the server's own limit.
  let statementTimeout: String?

  /// - Throws: `Diagnostic` for a time-out that is none, and for an address that can be read in more than one way.
  init(_ text: String) throws {
    let parts = try PostgresURLParts(text)
    var kept: [Substring] = []
    var timeouts: [Substring: String] = [:]
    for item in parts.query?.split(separator: "&") ?? [] {
      let pair = item.split(separator: "=", maxSplits: 1)
      if pair.count == 2, ["lock_timeout", "statement_timeout"].contains(pair[0]) {
        timeouts[pair[0]] = try Self.checked(String(pair[1]), named: pair[0])
      } else {
        kept.append(item)
      }
    }
    authority = String(parts.authority)
    query = kept.isEmpty ? "" : "?\(kept.joined(separator: "&"))"
    url = "\(authority)\(parts.path)\(query)"
    lockTimeout = timeouts["lock_timeout"] ?? "5s"
    lockTimeoutAlone = timeouts["lock_timeout"]
    statementTimeout = timeouts["statement_timeout"]
  }

  /// The URL of another database of the same server.
  func url(of database: String) -> String {
    "\(authority)/\(database.percentEscaped)\(query)"
  }

  /// The address without passwords.
  var shown: String { Redaction().address(url) }

  /// What libpq says of an address quotes the part it cannot read, which may be one of a password.
  func withoutSecrets(_ message: String) -> String {
    let secrets = Redaction.secrets(inAddress: url)
    let parts = secrets + secrets.flatMap { $0.split { "/@:?#&=".contains($0) }.map(String.init) }
    let known = parts.filter { $0.utf8.count >= 3 }.sorted { ($1.count, $0) < ($0.count, $1) }
    let hidden = known.reduce(Redaction(secrets: parts)(message)) { message, part in
      message.replacing(part, with: Redaction.mark)
    }
    return parts.reduce(hidden) { message, part in
      message.replacing("\"\(part)\"", with: "\"\(Redaction.mark)\"")
    }
  }

  /// What libpq is told; names it does not find here it takes from the environment.
  var parameters: [(name: String, value: String)] {
    [
      // A peer that is gone is noticed in a minute and not in hours; the URL may say otherwise.
      ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
      ("tcp_user_timeout", "60000"), ("dbname", url), ("client_encoding", "UTF8"),
      ("fallback_application_name", "seedbed"),
      ("connect_timeout", "10"),
    ]
  }

  private static func checked(_ text: String, named name: Substring) throws -> String {
    guard text.wholeMatch(of: /\d+(?:ms|s|min|h)?/) != nil else {
      throw Diagnostic(
        .storeURL, "'\(text)' is no length of time for \(name)",
        help: "write a number and ms, s, min or h, such as \(name)=10s")
    }
    return text
  }
}
