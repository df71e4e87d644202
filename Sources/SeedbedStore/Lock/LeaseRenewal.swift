import Dispatch
import Synchronization

/// Renews a lease beside the run, which may wait for others longer than a lease lasts.
final class LeaseRenewal: Sendable {
  private static let interval = DispatchTimeInterval.seconds(20)

  private let renew: @Sendable () -> Void
  private let isOver = Atomic(false)

  init(_ renew: @escaping @Sendable () -> Void) {
    self.renew = renew
    wait()
  }

  func stop() { isOver.store(true, ordering: .relaxed) }

  private func wait() {
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.interval) { [weak self] in
      guard let self, !isOver.load(ordering: .relaxed) else { return }
      renew()
      wait()
    }
  }
}
