import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A listening socket on a free port of the loopback address.
package struct LoopbackListener: Sendable {
  package let descriptor: Int32
  package let port: Int

  struct Refused: Error {}

  package init() throws {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = descriptor
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
        bind(socket, general, length) == 0 && listen(socket, 16) == 0
          && getsockname(socket, general, &length) == 0
      }
    }
    guard isBound else { throw Refused() }
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  package func close() {
    #if canImport(Glibc)
      Glibc.close(descriptor)
    #else
      Darwin.close(descriptor)
    #endif
  }
}
