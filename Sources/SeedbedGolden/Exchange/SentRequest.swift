/// A request as people read it and make it again.
package struct SentRequest: Sendable, Hashable {
  /// `GET /things?page=2`.
  package let line: String
  /// A `curl` command, with secrets as variables.
  package let curl: String
}
