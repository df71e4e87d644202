import Hummingbird
import NIOCore
import Synchronization

/// What is known about a request while it is answered.
struct ServiceContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address the request came from; nil for a connection without one.
  let remoteAddress: String?
  let visitor = Visitor()

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    remoteAddress = source.channel.remoteAddress?.ipAddress
  }
}

/// Who is asking, once that is known.
///
/// A reference, since the access log is written outside of the part that finds out.
final class Visitor: Sendable {
  private let storage = Mutex<String?>(nil)

  var user: String? {
    get { storage.withLock { $0 } }
    set { storage.withLock { $0 = newValue } }
  }
}
