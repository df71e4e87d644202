/// What to check, and what to make of it: the `audit:` part of a project's file.
package struct AuditConfiguration: Sendable, Hashable {
  /// The files to check.
  package var include: [Glob]
  /// The files whose values reach a user: the ones the report counted.
  package var served: [Glob]
  /// The files whose findings are listed apart and do not fail.
  package var tests: [Glob]
  package var priority: PriorityBands
  /// Python functions, classes or modules to count as random too, such as `secrets` or `uuid.uuid4`.
  package var alsoRandom: [String]
  package var allow: [Allowance]

  package init(
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
