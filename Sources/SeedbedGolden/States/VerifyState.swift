/// The states a run goes through, in their order.
package enum VerifyState: String, Sendable, Hashable, CaseIterable {
  case first
  case restarted
  /// State A with one row more in every collection, entered without a restart of the service.
  case oneMore = "one more row"
  /// State A with rows of other tenants, entered without a restart of the service.
  case others = "rows of other tenants"
  case other
  /// Other values and more rows, made from A.
  case changed
  case changedAgain = "changed again"
  case changedMore = "changed more"
  case changedMost = "changed most"
  /// Only the rows that the credentials need.
  case empty
  case large
  case returned

  /// The states a proof makes itself; their order is that of the run.
  static let made: [VerifyState] = [
    .oneMore, .changed, .changedAgain, .changedMore, .changedMost, .empty, .large,
  ]
}
