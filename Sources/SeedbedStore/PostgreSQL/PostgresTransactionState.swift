/// What a transaction on a connection began with, and what waits in it.
struct PostgresTransactionState: Sendable {
  /// The statements that set what the store needs, for as long as the transaction lasts.
  var settings = ""
  /// The number the server gave it; nil where it has none.
  var number: String?
  /// Whether constraints are checked at the end, so that rows may come in any order.
  var defersConstraints = false
  /// Whether rows may have changed since the constraints were last checked.
  var hasChangedRows = false
}
