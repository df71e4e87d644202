import SeedbedCore

/// The parts of a `postgres://` URL, as libpq takes it apart: a user with a password ends at the first `@`, whatever
/// but a `/` stands before it.
struct PostgresURLParts {
  /// `postgres://user:password@host:port`.
  let authority: Substring
  /// The database, with its `/`; empty for none.
  let path: Substring
  /// What stands behind the `?`; nil for nothing.
  let query: Substring?

  /// - Throws: `Diagnostic` where a password holds what libpq would read as another part.
  init(_ url: String) throws {
    let scheme = url.firstRange(of: "://")?.upperBound ?? url.startIndex
    let slash = url[scheme...].firstIndex(of: "/") ?? url.endIndex
    let at = url[scheme..<slash].firstIndex(of: "@")
    let host = at.map { url.index(after: $0) } ?? scheme
    let end = url[host...].firstIndex { "/?".contains($0) } ?? url.endIndex
    let question = url[end...].firstIndex(of: "?")
    authority = url[..<end]
    path = url[end..<(question ?? url.endIndex)]
    query = question.map { url[url.index(after: $0)...] }
    let isCutShort = at == nil && !Self.hasPorts(url[host..<end]) && url[end...].contains("@")
    if url[host..<end].contains("@") || path.contains("@") || isCutShort {
      throw Self.ambiguous(url)
    }
  }

  /// Whether what stands behind the colons of hosts are numbers; addresses in brackets have colons of their own.
  private static func hasPorts(_ hosts: Substring) -> Bool {
    hosts.split(separator: ",").allSatisfy { host in
      host.hasPrefix("[")
        || host.firstIndex(of: ":").map { host[$0...].dropFirst().allSatisfy(\.isNumber) } ?? true
    }
  }

  private static func ambiguous(_ url: String) -> Diagnostic {
    Diagnostic(
      .storeURL, "'\(Redaction().address(url))' can be read in more than one way",
      help: """
        write @ as %40, / as %2F, ? as %3F and # as %23 in a user, a password or the name of a database; or leave the \
        password out: PGPASSWORD and ~/.pgpass are read too
        """)
  }
}
