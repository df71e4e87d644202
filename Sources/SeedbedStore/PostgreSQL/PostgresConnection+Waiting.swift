import CPostgreSQL
import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Every wait for the server: none is longer than the patience of the connection allows.
extension PostgresConnection {
  /// The last result of what was sent, or the first that asks for a copy.
  func answer(toSent sent: Int32) -> OpaquePointer? {
    guard sent == 1 else { return nil }
    flush()
    var last: OpaquePointer?
    while let result = nextResult() {
      PQclear(last)
      last = result
      if Self.isCopy(result) || isLost { break }
    }
    return last
  }

  /// The next result of what was sent; nil when there is none.
  func nextResult() -> OpaquePointer? {
    while PQisBusy(pointer) == 1 {
      wait(for: POLLIN)
      // What is wrong comes as a result.
      if PQconsumeInput(pointer) == 0 { break }
    }
    return PQgetResult(pointer)
  }

  /// Hands over a part of a copy.
  ///
  /// - Returns: false when the server has ended the copy; the reason comes as a result.
  func put(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    var sent: Int32 = 0
    repeat {
      sent = PQputCopyData(pointer, start, Int32(bytes.count))
      flush()
    } while sent == 0 && !isLost
    return sent == 1
  }

  /// Ends a copy that nobody fills or reads, so that the next result can come.
  func endCopy(of result: OpaquePointer?) {
    switch PQresultStatus(result) {
    case PGRES_COPY_IN:
      PQputCopyEnd(pointer, "no rows follow the statement")
      flush()
    case PGRES_COPY_OUT:
      var row: UnsafeMutablePointer<CChar>?
      while !isLost {
        let count = PQgetCopyData(pointer, &row, 1)
        if count < 0 { return }
        if count == 0 {
          wait(for: POLLIN)
          if PQconsumeInput(pointer) == 0 { return }
        }
        PQfreemem(row)
        row = nil
      }
    default: return
    }
  }

  /// Drops what an earlier statement left unread, such as a copy that failed on this side.
  func settle() {
    while PQtransactionStatus(pointer) == PQTRANS_ACTIVE, let result = nextResult() {
      endCopy(of: result)
      PQclear(result)
      if isLost { return }
    }
  }

  /// Sends what waits on this side.
  func flush() {
    while PQflush(pointer) == 1 {
      wait(for: POLLIN | POLLOUT)
      // The server may have to be read before it reads on.
      if PQconsumeInput(pointer) == 0 { return }
    }
  }

  /// Asks the server to give up what it is doing for this connection; from any thread.
  ///
  /// The library waits for the end of such a question without a limit, so a connection on which it takes long is
  /// given up.
  func cancel() {
    let isDone = DispatchSemaphore(value: 0)
    DispatchQueue.global().async { [self] in
      if let request = PQgetCancel(pointer) {
        var words = [CChar](repeating: 0, count: 256)
        PQcancel(request, &words, Int32(words.count))
        PQfreeCancel(request)
      }
      isDone.signal()
    }
    if isDone.wait(timeout: .now() + 2) == .timedOut { hangUp() }
  }

  private static func isCopy(_ result: OpaquePointer) -> Bool {
    switch PQresultStatus(result) {
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH: true
    default: false
    }
  }

  /// Waits for the socket; where nothing is to come any more, hangs up, which ends the wait too.
  private func wait(for events: Int32) {
    var silence = PostgresPatience.Silence(patience)
    while true {
      var descriptor = pollfd(fd: PQsocket(pointer), events: Int16(events), revents: 0)
      guard descriptor.fd >= 0 else { return }
      let ready = poll(&descriptor, 1, Int32(silence.turn / .milliseconds(1)))
      if ready < 0, errno == EINTR { continue }
      if ready != 0 { return }
      let activity = patience.inquiry?.activity(of: self) ?? .done
      guard silence.isOver(activity) else { continue }
      if serverProcess == backend { patience.inquiry?.end(backend) }
      return hangUp()
    }
  }

  /// Ends the connection from this side, so that a call that waits for an answer fails; from any thread.
  private func hangUp() {
    shutdown(PQsocket(pointer), Int32(SHUT_RDWR))
  }
}
