/// The rule of a table that a row breaks.
public struct RefusedRule: Sendable, Hashable {
  /// The columns the rule is about, in its order.
  public var columns: [String]
  /// The condition of a check, as the engine writes it.
  public var condition: String?
  /// The table that a foreign key refers to.
  public var parent: String?

  public init(columns: [String], condition: String? = nil, parent: String? = nil) {
    self.columns = columns
    self.condition = condition
    self.parent = parent
  }
}
