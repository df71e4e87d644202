/// A question whether work should end.
///
/// A task-local value cannot be the function itself: the optimiser (Swift 6.3) gives such a value the metadata of no
/// type, which ends the program.
package struct InterruptionCheck: Sendable {
  private let isAsked: @Sendable () -> Bool

  package init(_ isAsked: @escaping @Sendable () -> Bool) {
    self.isAsked = isAsked
  }

  package func callAsFunction() -> Bool { isAsked() }
}
