/// How an invented answer is made; each kind slips through a different check.
enum FakeKind: Sendable {
  /// New numbers for each request: seen by asking twice.
  case randomPerCall
  /// Numbers drawn when the service starts: stable until a restart.
  case randomAtBoot
  /// A generator that always starts from the same number: stable for good.
  case seededByConstant
  /// A generator that starts from a count of rows: moves with the count, not with the values.
  case seededByRowCount
  case constant
  /// Numbers made from today's date: stable for a day.
  case derivedFromDate
  /// A real query that always fails, and the literal given instead.
  case literalOnFailure
  /// A real count pressed into the range of the old random numbers, some of which it could reach.
  case clampedWide
  /// The same with a range so narrow that the count hardly shows.
  case clampedNarrow
  /// A real list in which one field is invented.
  case oneFieldGenerated
}
