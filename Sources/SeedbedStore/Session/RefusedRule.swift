/// The rule of a table that a row breaks.
package struct RefusedRule: Sendable, Hashable {
  /// The columns the rule is about, in its order.
  package var columns: [String]
  /// The condition of a check, as the engine writes it.
  package var condition: String?
  /// The table that a foreign key refers to.
  package var parent: String?

  package init(columns: [String], condition: String? = nil, parent: String? = nil) {
    self.columns = columns
    self.condition = condition
    self.parent = parent
  }
}
