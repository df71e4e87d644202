/// What to check, and what to make of it: the `audit:` part of a project's file.
public struct AuditConfiguration: Sendable, Hashable {
  /// The files to check.
  public var include: [Glob]
  /// The files whose values reach a user: the ones the report counted.
  public var served: [Glob]
  /// The files whose findings are listed apart and do not fail.
  public var tests: [Glob]
  public var priority: PriorityBands
  /// Python functions, classes or modules to count as random too, such as `secrets` or `uuid.uuid4`.
  public var alsoRandom: [String]
  public var allow: [Allowance]

  public init(
    include: [Glob] = [Glob("**/*.{py,swift}")],
    served: [Glob] = [Glob("**/api/**"), Glob("**/services/**")],
    tests: [Glob] = [Glob("**/tests/**"), Glob("**/Tests/**")],
    priority: PriorityBands = PriorityBands(), alsoRandom: [String] = [], allow: [Allowance] = []
  ) {
    self.include = include
    self.served = served
    self.tests = tests
    self.priority = priority
    self.alsoRandom = alsoRandom
    self.allow = allow
  }
}
