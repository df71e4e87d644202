import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Stands between a client and a PostgreSQL server, and breaks the connection at a COMMIT.
package final class DroppingProxy: Sendable {
  /// When the connection breaks.
  package enum Moment: Sendable {
    /// The server never hears of the commit.
    case before
    /// The server has answered, and the client never hears of it.
    case after
    /// The server has answered, the connection stays, and nothing comes back on it any more.
    case unanswered
  }

  /// Which way nothing passes any more on a connection that stays.
  package enum Way: Sendable {
    case requests
    case answers
  }

  /// What a connection still brings.
  private final class Passage: Sendable {
    private let closed = Mutex<Set<Way>>([])

    func passes(_ way: Way) -> Bool { closed.withLock { !$0.contains(way) } }

    func stop(_ way: Way) { closed.withLock { _ = $0.insert(way) } }
  }

  package let port: Int
  private let listener: LoopbackListener
  private let target: Int
  private let plan = Mutex<[Moment]>([])
  private let passages = Mutex<[Passage]>([])

  package init(to target: Int) throws {
    listener = try LoopbackListener()
    port = listener.port
    self.target = target
    let accepting = Thread { [self] in
      while true {
        let client = accept(listener.descriptor, nil, nil)
        guard client >= 0 else { return }
        serve(client)
      }
    }
    accepting.start()
  }

  /// Breaks the connection at the next COMMIT that passes.
  package func breakNextCommit(_ moment: Moment) {
    plan.withLock { $0.append(moment) }
  }

  /// Swallows what comes one way on every connection there is; later ones are whole.
  package func swallow(_ way: Way) {
    for passage in passages.withLock({ $0 }) { passage.stop(way) }
  }

  package func stop() {
    shutdown(listener.descriptor, Int32(SHUT_RDWR))
    listener.close()
  }

  private func serve(_ client: Int32) {
    guard let server = connected() else {
      close(client)
      return
    }
    let passage = Passage()
    passages.withLock { $0.append(passage) }
    Thread { [self] in
      pump(from: client, to: server, passage)
      shutdown(server, Int32(SHUT_RDWR))
    }.start()
    Thread { [self] in
      copy(from: server, to: client, passage)
      shutdown(client, Int32(SHUT_RDWR))
    }.start()
  }

  /// Passes on what the client says, until its COMMIT is to break the connection.
  private func pump(from client: Int32, to server: Int32, _ passage: Passage) {
    let commit = Array("COMMIT\0".utf8)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      let isCommit = count == 12 && Array(buffer[5..<12]) == commit
      let moment = isCommit ? plan.withLock { $0.isEmpty ? nil : $0.removeFirst() } : nil
      switch moment {
      case .before:
        shutdown(client, Int32(SHUT_RDWR))
        return
      case .after:
        // The answer cannot reach the client any more, and the server is given time to make one.
        shutdown(client, Int32(SHUT_RDWR))
        send(server, buffer, count, 0)
        Thread.sleep(forTimeInterval: 0.1)
        return
      case .unanswered:
        passage.stop(.answers)
        send(server, buffer, count, 0)
      case nil:
        guard passage.passes(.requests) else { continue }
        guard send(server, buffer, count, 0) == count else { return }
      }
    }
  }

  private func copy(from server: Int32, to client: Int32, _ passage: Passage) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(server, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      if passage.passes(.answers) { send(client, buffer, count, Int32(MSG_NOSIGNAL)) }
    }
  }

  private func connected() -> Int32? {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(truncatingIfNeeded: target).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let isConnected = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    return isConnected ? descriptor : nil
  }
}
