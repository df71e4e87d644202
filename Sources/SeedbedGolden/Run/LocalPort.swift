import Foundation

/// Ports of this machine.
enum LocalPort {
  /// A port nobody listens on now, or nil when the system gives none.
  static func free() -> Int? {
    bound(to: 0)
  }

  /// Whether a host of an address is this machine.
  static func isLocal(host: String) -> Bool {
    ["localhost", "0.0.0.0", "::1", "[::1]"].contains(host.lowercased()) || host.hasPrefix("127.")
  }

  /// Whether something listens on `port`.
  static func isInUse(_ port: Int) -> Bool {
    bound(to: port) == nil
  }

  /// Binds a socket for a moment.
  ///
  /// - Returns: the port it was bound to, or nil when it could not be.
  private static func bound(to port: Int) -> Int? {
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #else
      let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var yes: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, length) == 0 && getsockname(descriptor, generic, &length) == 0
      }
    }
    return isBound ? Int(in_port_t(bigEndian: address.sin_port)) : nil
  }
}
