import CZstd
import SeedbedCore

/// Decompresses zstd (RFC 8878), one frame after the other, in memory that stays flat.
final class ZstdStream: ByteStream {
  /// The window that RFC 8878 wants every decoder to bear: 8 MB, more than the levels up to 19 use.
  private static let largestWindow: CInt = 23

  private let context: OpaquePointer
  private var input: CompressedInput
  private var unread = ZSTD_inBuffer()
  /// Whether a frame has begun and not ended.
  private var isInsideFrame = false

  init(_ file: OpenFile) throws(Diagnostic) {
    input = CompressedInput(file)
    guard let context = ZSTD_createDCtx() else {
      throw input.corrupt("zstd", before: 0, cause: "no memory for a decoder")
    }
    self.context = context
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.largestWindow)
  }

  deinit {
    ZSTD_freeDCtx(context)
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
    while output.pos == 0 {
      // A frame may have output left although its input is all taken.
      let isDrained = unread.pos == unread.size
      if isDrained, try !refill(), !isInsideFrame { break }
      let before = (output.pos, unread.pos)
      let status = ZSTD_decompressStream(context, &output, &unread)
      if ZSTD_isError(status) != 0 { throw problem(status) }
      isInsideFrame = status != 0
      if isDrained, unread.size == 0, before == (output.pos, unread.pos) {
        throw input.truncated("zstd")
      }
    }
    return output.pos
  }

  private func refill() throws(Diagnostic) -> Bool {
    unread = ZSTD_inBuffer(src: input.piece.baseAddress, size: try input.refill(), pos: 0)
    return unread.size > 0
  }

  private func problem(_ status: Int) -> Diagnostic {
    if ZSTD_getErrorCode(status) == ZSTD_error_frameParameter_windowTooLarge {
      return Diagnostic(
        .compressionWindow,
        "\(input.file.path): needs more than \(1 << Self.largestWindow) bytes to be decompressed, "
          + "the limit of a zstd window",
        help: "Compress it again at level 19 or below, without --long.")
    }
    return input.corrupt(
      "zstd", before: unread.size - unread.pos,
      cause: ZSTD_getErrorName(status).map { String(cString: $0) })
  }
}
