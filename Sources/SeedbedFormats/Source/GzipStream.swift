import CZlib
import SeedbedCore

/// Decompresses gzip (RFC 1952), one member after the other, in memory that stays flat.
final class GzipStream: ByteStream {
  private enum Place {
    case insideMember
    case betweenMembers
    /// After the last member, where some programs leave zeros.
    case padding
  }

  private let stream: UnsafeMutablePointer<z_stream>
  private var input: CompressedInput
  private var place = Place.betweenMembers

  init(_ file: OpenFile) throws(Diagnostic) {
    input = CompressedInput(file)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 is the largest window of deflate; 16 more means a gzip header.
    let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw input.corrupt("gzip", before: 0, cause: "zlib \(status)") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(clamping: target.count)
    let wanted = Int(stream.pointee.avail_out)
    while Int(stream.pointee.avail_out) == wanted {
      guard try hasInput() else { break }
      switch place {
      case .insideMember: try inflateOnce()
      case .betweenMembers: try beginMember()
      case .padding: try skipPadding()
      }
    }
    return wanted - Int(stream.pointee.avail_out)
  }

  /// Whether there is something to decompress; false at the end of the file.
  private func hasInput() throws(Diagnostic) -> Bool {
    if stream.pointee.avail_in > 0 { return true }
    let count = try input.refill()
    stream.pointee.next_in = input.piece.baseAddress
    stream.pointee.avail_in = UInt32(count)
    if count == 0, place == .insideMember { throw input.truncated("gzip") }
    return count > 0
  }

  private func inflateOnce() throws(Diagnostic) {
    switch inflate(stream, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: place = .betweenMembers
    default:
      throw corrupt(stream.pointee.msg.map { String(cString: $0) })
    }
  }

  private func beginMember() throws(Diagnostic) {
    if stream.pointee.next_in.pointee == 0 {
      place = .padding
      return
    }
    inflateReset(stream)
    place = .insideMember
  }

  private func skipPadding() throws(Diagnostic) {
    guard stream.pointee.next_in.pointee == 0 else {
      throw corrupt("other bytes follow the end")
    }
    stream.pointee.next_in += 1
    stream.pointee.avail_in -= 1
  }

  private func corrupt(_ cause: String?) -> Diagnostic {
    input.corrupt("gzip", before: Int(stream.pointee.avail_in), cause: cause)
  }
}
