import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A service on a socket of its own that answers each request with all of it.
package final class EchoService: Sendable {
  private let listener: LoopbackListener

  package var address: String { "http://127.0.0.1:\(listener.port)" }

  /// `answer`: the whole answer to the head and the body of a request.
  package init(_ answer: @escaping @Sendable (_ head: String, _ body: [UInt8]) -> [UInt8]) throws {
    let listener = try LoopbackListener()
    self.listener = listener
    let accepting = Thread {
      while true {
        let connection = accept(listener.descriptor, nil, nil)
        guard connection >= 0 else { return }
        let serving = Thread {
          Self.serve(connection, answer)
          close(connection)
        }
        serving.start()
      }
    }
    accepting.start()
  }

  package func stop() {
    shutdown(listener.descriptor, Int32(SHUT_RDWR))
    listener.close()
  }

  /// An answer with a length, after which the connection is closed.
  package static func answer(_ body: [UInt8], type: String, headers: [String] = []) -> [UInt8] {
    let lines =
      [
        "HTTP/1.1 200 OK", "Content-Type: \(type)", "Content-Length: \(body.count)",
        "Connection: close",
      ]
      + headers
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }

  private static func serve(
    _ connection: Int32, _ answer: (String, [UInt8]) -> [UInt8]
  ) {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let blank = Array("\r\n\r\n".utf8)
    while true {
      if let end = bytes.firstRange(of: blank) {
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        let length = head.firstMatch(of: /(?i)\r\ncontent-length: *([0-9]+)/).flatMap {
          Int($0.output.1)
        }
        let body = bytes[end.upperBound...]
        if body.count >= length ?? 0 {
          let answer = answer(head, Array(body))
          var sent = 0
          while sent < answer.count {
            let count = answer[sent...].withUnsafeBytes {
              send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            sent += count
          }
          return
        }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 { return }
      bytes += buffer[..<count]
    }
  }
}
