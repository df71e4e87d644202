import CPostgreSQL
import SeedbedCore

/// Sends rows of a batch to the server with COPY, in its text form.
struct PostgresCopy {
  /// How many bytes are sent at a time.
  private static let chunk = 1 << 18

  let connection: PostgresConnection
  private let batch: RowBatch
  /// Whether no text holds a byte that means something, so that none needs to be looked at.
  private let isPlain: Bool

  init(connection: PostgresConnection, batch: RowBatch) {
    self.connection = connection
    self.batch = batch
    isPlain = ["\\", "\n", "\t", "\r"].allSatisfy { (special: Character) in
      !batch.bytes.contains(special.asciiValue ?? 0)
    }
  }

  /// Sends the rows at `places`, in that order.
  ///
  /// `statement`: `COPY … FROM STDIN`, with the batch's columns in their order.
  /// `numbers`: whether the place in `places` is sent as one more column.
  ///
  /// - Throws: `PostgresError` when the server refuses any of them.
  func send(_ places: some Sequence<Int>, to statement: String, numbersFrom first: Int? = nil)
    throws
  {
    try connection.run(statement)
    var buffer: [UInt8] = []
    buffer.reserveCapacity(Self.chunk + 1 << 16)
    var number = first ?? 0
    try batch.bytes.withUnsafeBytes { bytes in
      for row in places {
        append(row, bytes, to: &buffer)
        if first != nil {
          buffer.append(UInt8(ascii: "\t"))
          buffer.append(contentsOf: String(number).utf8)
          number += 1
        }
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.chunk { try flush(&buffer) }
      }
    }
    try flush(&buffer)
    try end()
  }

  private func flush(_ buffer: inout [UInt8]) throws {
    let isSent = buffer.withUnsafeBytes { connection.put($0) }
    buffer.removeAll(keepingCapacity: true)
    // The reason comes with the result, when the server has sent one.
    if !isSent { try end() }
  }

  private func end() throws { try connection.endCopy() }

  private func append(_ row: Int, _ bytes: UnsafeRawBufferPointer, to buffer: inout [UInt8]) {
    let first = row * batch.columnCount
    for column in 0..<batch.columnCount {
      if column > 0 { buffer.append(UInt8(ascii: "\t")) }
      let cell = batch.cells[first + column]
      switch cell.kind {
      case .null: buffer.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "N")])
      case .int: Self.append(cell.payload, to: &buffer)
      case .float:
        let number = Double(bitPattern: UInt64(bitPattern: cell.payload))
        buffer.append(contentsOf: number.description.utf8)
      case .text:
        let start = Int(cell.payload)
        let text = bytes[start..<start + Int(cell.length)]
        if isPlain {
          buffer.append(contentsOf: UnsafeRawBufferPointer(rebasing: text))
        } else {
          Self.append(text, to: &buffer)
        }
      case .bytes:
        let start = Int(cell.payload)
        buffer.append(contentsOf: "\\\\x".utf8)
        buffer.append(
          contentsOf: Hexadecimal.text(of: bytes[start..<start + Int(cell.length)]).utf8)
      }
    }
  }

  private static func append(_ number: Int64, to buffer: inout [UInt8]) {
    if number < 0 { buffer.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = buffer.count
    repeat {
      buffer.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    buffer[start...].reverse()
  }

  /// Text, with a backslash before the four bytes that mean something.
  private static func append(_ text: Slice<UnsafeRawBufferPointer>, to buffer: inout [UInt8]) {
    guard text.contains(where: isSpecial) else {
      buffer.append(contentsOf: UnsafeRawBufferPointer(rebasing: text))
      return
    }
    for byte in text {
      if isSpecial(byte) { buffer.append(UInt8(ascii: "\\")) }
      switch byte {
      case UInt8(ascii: "\n"): buffer.append(UInt8(ascii: "n"))
      case UInt8(ascii: "\r"): buffer.append(UInt8(ascii: "r"))
      case UInt8(ascii: "\t"): buffer.append(UInt8(ascii: "t"))
      default: buffer.append(byte)
      }
    }
  }

  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
      || byte == UInt8(ascii: "\r")
  }
}

extension PostgresConnection {
  /// Ends a copy, and hears what became of it.
  func endCopy(failing reason: String? = nil) throws {
    PQputCopyEnd(pointer, reason)
    flush()
    var failure: (any Error)?
    while let result = nextResult() {
      do {
        _ = try checked(result)
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    if isLost { throw PostgresError(connection: pointer) }
  }
}
