import Foundation
import Synchronization

/// Ports of this machine.
enum LocalPort {
  /// Below the ports that systems give to outgoing connections: those come and go at any moment.
  private static let range = 12_000..<32_000
  private static let given = Mutex<Set<Int>>([])

  /// A port nobody listens on now, or nil when there is none; a process is given each port once.
  ///
  /// A service leaves its port for a moment whenever it is started again: nothing else may take it then.
  static func free() -> Int? {
    given.withLock { given in
      for _ in range {
        let port = Int.random(in: range)
        guard !given.contains(port), !isInUse(port) else { continue }
        given.insert(port)
        return port
      }
      return nil
    }
  }

  /// Whether a host of an address is this machine.
  static func isLocal(host: String) -> Bool {
    ["localhost", "0.0.0.0", "::1", "[::1]"].contains(host.lowercased()) || isLoopback(host)
  }

  /// Whether an address is one of this machine in full, so that nothing else can be read into it: a scheme, a
  /// host and at most a port.
  static func isLocal(origin: String) -> Bool {
    guard
      let parts = origin.wholeMatch(of: /(?i:https?):\/\/(\[::1\]|[A-Za-z0-9.]+)(?::([0-9]{1,5}))?/)
    else { return false }
    let port = parts.output.2.map { Int($0) ?? 0 } ?? 80
    return isLocal(host: String(parts.output.1)) && (1...65_535).contains(port)
  }

  /// Four numbers, of which the first is 127; `127.0.0.1.example.com` is a name like any other.
  private static func isLoopback(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in
        part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
          && UInt8(part) != nil
      }
  }

  /// Whether something listens on `port`.
  static func isInUse(_ port: Int) -> Bool {
    !canBind(port)
  }

  /// Binds a socket for a moment.
  private static func canBind(_ port: Int) -> Bool {
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #else
      let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var yes: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
